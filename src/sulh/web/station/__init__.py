"""One device passed from person to person: opened by an assistant, who sees no answer; cleared between two people."""
