"""What happens off the screen: ballots on paper, tables of them, forms for telephones without a network."""
