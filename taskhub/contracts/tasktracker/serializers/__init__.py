"""The document's shapes, in and out, a module a chapter."""
