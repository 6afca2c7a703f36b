"""
What may leave: the only way out of the facilitator's room for anything computed from answers.

    findings + ledger ─▶ publish ─▶ publication + ledger with one more entry

    words.py       which word a statement earns, and what it gives away
    mixing.py      the safety rule: a mixed way must always remain
    past.py        what was ever said of a statement
    wording.py     one id, one text: no statement loses its past
    rules.py       numbers, a word or nothing; decided from public facts before an answer is looked at
    publish.py     the one function
    defence.py     the attackers, run once more over everything before it leaves
    alibi.py       a world in which everybody is excused: the quick proof that nobody is exposed
    attackers.py   who would find out: the last line of defence, and the oracle of the tests
    ledger.py      the chain of hashes, and what a ledger refuses
    ledger_file.py the ledger on disk
"""
