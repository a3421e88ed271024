"""From lines to headings, sections, lists, tables, passages and document metadata."""
