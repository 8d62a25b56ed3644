"""The document's answers, for the schema."""

TOKENS = {"access_token": "string", "refresh_token": "string", "token_type": "Bearer"}
USER = {
    "username": "bob",
    "first_name": "Bob",
    "last_name": "Mayakov",
    "id": 1,
    "full_name": "Bob Mayakov",
    "avatar": "https://tasks.example.com/media/avatars/4f1c.webp",
    "about": "string",
}
PROFILE = {
    **USER,
    "email": "user@example.com",
    "created_at": "2024-07-30T03:08:34.735000Z",
    "updated_at": "2024-07-30T03:08:34.735000Z",
    "is_active": True,
}
STATUS = {"name": "To do", "slug": "to-do", "id": 1}
COMMENT = {"text": "string", "id": 38, "author": USER, "created_at": "2024-07-30T03:08:34.735000Z"}
TASK = {
    "title": "string",
    "description": "string",
    "id": 1,
    "author": USER,
    "status": STATUS,
    "marked_users": [USER],
    "created_at": "2024-07-30T03:08:34.735000Z",
    "updated_at": "2024-07-30T03:08:34.735000Z",
}


def page_of(thing: object) -> dict[str, object]:
    """A first page with one thing on it."""
    return {"results": [thing], "page": 1, "pages_count": 1, "limit": 100}
