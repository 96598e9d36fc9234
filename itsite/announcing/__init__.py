"""New announcements, posted to chats."""
