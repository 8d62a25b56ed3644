"""The documented bodies, for the schema."""

BOARD = {
    "id": "3",
    "name": "Garden",
    "description": "",
    "isPrivate": True,
    "createdAt": "2026-01-11T10:00:00Z",
    "updatedAt": "2026-01-11T10:00:00Z",
}
USER = {
    "id": "7",
    "name": "User's Name",
    "email": "user@example.com",
    "username": "user",
    "role": "user",
    "isEmailVerified": False,
    "profilePhotoUrl": None,
    "favoriteBoards": [BOARD],
    "createdAt": "2026-01-11T10:00:00Z",
    "updatedAt": "2026-01-11T10:00:00Z",
}
NEW_USER = {"name": "User's Name", "email": "user@example.com", "password": "userpassword"}
FAVOURITES = {"favoriteBoards": [BOARD]}
TOKENS = {
    "access": {"token": "access_token", "expires": "2026-01-11T10:15:00Z"},
    "refresh": {"token": "refresh_token", "expires": "2026-02-10T10:00:00Z"},
}
