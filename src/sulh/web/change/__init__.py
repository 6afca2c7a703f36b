"""Whether anything changes: attitudes, structures, political and legal relationships, beside one another."""
