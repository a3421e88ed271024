-- The records of the graph, filed by what lists ask for. All of it can be read from the graph again.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
  id TEXT PRIMARY KEY, graph TEXT NOT NULL, digest TEXT NOT NULL,
  sort TEXT NOT NULL,   -- the order of lists
  record BLOB NOT NULL, -- DocumentRecord without sketch and figures, which only the search for copies needs
  marks BLOB NOT NULL,  -- those two
  original TEXT,        -- of which it is a copy
  earlier TEXT          -- which version it follows
) WITHOUT ROWID;

CREATE TABLE facts (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, kind TEXT NOT NULL,
  detail TEXT NOT NULL, -- predicate, modality or kind of reference
  page INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,
  subject TEXT, object TEXT, -- local ids; of a mandate the group, of an obligation the bearer is the subject
  plain TEXT,           -- the property of a relation that applies, as IRI
  record BLOB NOT NULL
);
CREATE INDEX facts_id ON facts (id);
CREATE INDEX facts_document ON facts (document, kind, page, start, stop, id);
CREATE INDEX facts_kind ON facts (kind, detail, document);
CREATE INDEX facts_subject ON facts (document, subject) WHERE subject IS NOT NULL;
CREATE INDEX facts_object ON facts (document, object) WHERE object IS NOT NULL;
CREATE VIRTUAL TABLE said USING fts5 (quote, tokenize = 'trigram'); -- rowid: facts.number; folded by names.key

CREATE TABLE locals (
  document TEXT NOT NULL, local TEXT NOT NULL, kind TEXT NOT NULL,
  folded TEXT NOT NULL, -- name by names.key
  identifier TEXT,
  entity TEXT,          -- what it means in the collection
  record BLOB NOT NULL, -- EntityRecord
  PRIMARY KEY (document, local)
) WITHOUT ROWID;
CREATE INDEX locals_entity ON locals (entity);
CREATE INDEX locals_name ON locals (kind, folded);
CREATE INDEX locals_number ON locals (kind, folded, identifier) WHERE identifier IS NOT NULL;

CREATE TABLE buckets (
  bucket INTEGER NOT NULL, document TEXT NOT NULL, local TEXT NOT NULL, PRIMARY KEY (bucket, document, local)
) WITHOUT ROWID;
CREATE INDEX buckets_local ON buckets (document, local);

CREATE TABLE entities (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, sort TEXT NOT NULL,
  base TEXT NOT NULL,   -- the id that its name alone would give
  ref BLOB NOT NULL,    -- GlobalRecord without what grows with the collection
  record BLOB NOT NULL  -- GlobalRecord
) WITHOUT ROWID;
CREATE INDEX entities_kind ON entities (kind, sort, id);
CREATE INDEX entities_base ON entities (base);
CREATE TABLE names (name TEXT NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (name, entity)) WITHOUT ROWID;
CREATE INDEX names_entity ON names (entity);
CREATE TABLE linked (
  subject TEXT NOT NULL, property TEXT NOT NULL, object TEXT NOT NULL, PRIMARY KEY (subject, property, object)
) WITHOUT ROWID;

-- What has changed since the collection was last settled.
CREATE TABLE changed_documents (document TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE changed_buckets (bucket INTEGER PRIMARY KEY);
CREATE TABLE changed_entities (entity TEXT PRIMARY KEY) WITHOUT ROWID;
