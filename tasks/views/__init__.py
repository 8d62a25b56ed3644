"""The pages of boards, lists and tasks."""
