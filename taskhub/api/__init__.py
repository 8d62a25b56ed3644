"""TaskHub's own API: what belongs to TaskHub and to none of the five documents.

Base URL `/api/v2/`; it is not served on the root. Peculiar to it: ids are integers, errors are
RFC 9457 problem documents, and in a PATCH an absent field is unchanged while null clears.
"""
