"""The exceptions of the project: one root, a class for each failure that somebody handles.

Every error carries a Swedish `message` for the person in front of the screen: what is
wrong, and what to do about it. `code` is stable and is what is stored and counted.
"""

from __future__ import annotations


class AvtalError(Exception):
    """The root. `code` is stable, `status` is the HTTP status that the API answers with."""

    code = "fel"
    status = 500

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFoundError(AvtalError):
    """The thing asked for is not in the collection."""

    code = "saknas"
    status = 404


class InvalidInputError(AvtalError):
    """The request or the setting cannot be understood."""

    code = "ogiltig-indata"
    status = 422


class NotAcceptableError(AvtalError):
    """None of the formats that the client accepts can be given."""

    code = "format-saknas"
    status = 406


class StoreLockedError(AvtalError):
    """Another process owns the data folder."""

    code = "upptagen"
    status = 503


class CorruptStoreError(AvtalError):
    """A stored file does not match its checksum or cannot be decoded."""

    code = "skadat-lager"
    status = 500


class QueryTimeoutError(AvtalError):
    """A query of the graph took longer than is allowed."""

    code = "tidsgrans"
    status = 503


class StoreUnavailableError(AvtalError):
    """A store on another machine does not answer, or answers with an error."""

    code = "lagret-svarar-inte"
    status = 503


class LanguageModelError(AvtalError):
    """The language model does not answer, or answers with something else than was asked for."""

    code = "sprakmodell"
    status = 503


class DocumentError(AvtalError):
    """One document cannot be read; the others go on. Subclasses name the reason."""

    code = "dokumentfel"
    status = 422


class EmptyFileError(DocumentError):
    """The file holds no bytes."""

    code = "tom-fil"


class NotPdfError(DocumentError):
    """The file is something else than a PDF, whatever its name says."""

    code = "inte-pdf"


class DamagedPdfError(DocumentError):
    """The file is a PDF that cannot be opened or repaired."""

    code = "skadad-pdf"


class EncryptedPdfError(DocumentError):
    """The file needs a password."""

    code = "krypterad"


class ExtractionForbiddenError(DocumentError):
    """The owner of the file forbids that its text is taken out."""

    code = "uttag-forbjudet"


class NoTextError(DocumentError):
    """No page holds any text that can be read."""

    code = "ingen-text"


class UnreadableTextError(DocumentError):
    """The text comes out garbled (no map from glyphs to letters) and cannot be recognised from the picture."""

    code = "olaslig-text"


class LimitExceededError(DocumentError):
    """The document asks for more time, memory, pages or pixels than is allowed."""

    code = "over-grans"


class ReaderCrashedError(DocumentError):
    """The process that read the document died."""

    code = "lasaren-avbrots"


class AccessError(AvtalError):
    """The caller may not do this."""

    code = "ej-behorig"
    status = 403


class ParserModelError(AvtalError):
    """The model of the parser cannot be opened, trained or used."""

    code = "sprakmodell"
    status = 500
