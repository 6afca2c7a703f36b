"""What participants do: answer, look at their own answers, propose, read what was published, leave."""
