"""
What may leave: the only way out of the facilitator's room for anything computed from answers.

    findings + ledger ─▶ publish ─▶ publication + ledger with one more entry

    words.py       which word a statement earns, and what it gives away
    mixing.py      the safety rule: a mixed way must always remain
    past.py        what was ever said of a statement: jointly, and in the eyes of one side
    wording.py     one id, one text: no statement loses its past
    rules.py       numbers, a word or nothing; decided from public facts before an answer is looked at
    outcome.py     what becomes of every statement: the one path that publishing and explaining take
    publish.py     the one function
    explain.py     why a statement goes out as it does, in codes for the facilitator
    capacity.py    what a room of this size can ever show, before there is a dialogue
    defence.py     the attackers, run once more over everything before it leaves
    alibi.py       a world in which everybody is excused: the quick proof that nobody is exposed
    attackers.py   who would find out: the last line of defence, and the oracle of the tests
    ledger.py      the chain of hashes, and what a ledger refuses
    ledger_json.py the ledger as bytes
    ledger_file.py the ledger on disk
"""
