"""What has been sent to whom, and how to go on after an interruption."""
