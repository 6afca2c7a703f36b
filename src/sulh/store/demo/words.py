"""
What is drafted, sent and asked in the valley of Tessal. All of it is fiction written for Sulh.

    CLAUSES, CRITICISMS, REPLY   one text under criticism
    OBJECTIONS                   what a clause failed when it was put to everybody
    PACKAGE, WAITING_PACKAGE     what is around two packages
    DESK, NAME_ONLY, ITEMS       the official table
    ANSWER, QUESTION             what a desk said and asked
    AGREEMENT, CONFIRMED         what was signed (made up), and why a passage is thought to stem from what was sent
"""

from __future__ import annotations

Texts = dict[str, str]

TITLE: Texts = {"en": "Living with one river", "fr": "Vivre avec une seule rivière", "ar": "العيش مع نهر واحد"}
CLAUSES: tuple[Texts, ...] = (
    {
        "en": "The hours of the upper sluice are told to both villages a week ahead, on the same day and in writing.",
        "fr": (
            "Les heures de la vanne du haut sont annoncées aux deux villages une semaine à l’avance, le même "
            "jour et par écrit."
        ),
        "ar": "تُعلن ساعات البوابة العليا للقريتين قبل أسبوع، في اليوم نفسه وكتابة.",
    },
    {
        "en": "Drinking water comes first: fields wait until every house of both villages has its share.",
        "fr": (
            "L’eau potable passe avant tout : les champs attendent que chaque maison des deux villages ait sa part."
        ),
        "ar": "ماء الشرب أولا: تنتظر الحقول حتى ينال كل بيت في القريتين نصيبه.",
    },
    {
        "en": "The bridge is repaired before the rains. Both villages send hands, and neither is asked who broke it.",
        "fr": (
            "Le pont est réparé avant les pluies. Les deux villages envoient des bras, et l’on ne demande à "
            "aucun qui l’a cassé."
        ),
        "ar": "يُصلح الجسر قبل الأمطار. ترسل القريتان الأيدي، ولا تُسأل أي منهما من كسره.",
    },
    {
        "en": "One school bus serves both villages, with a grown-up of each on board.",
        "fr": "Un seul car scolaire dessert les deux villages, avec un adulte de chacun à bord.",
        "ar": "حافلة مدرسية واحدة تخدم القريتين، وعلى متنها راشد من كل منهما.",
    },
)
GUARDED: Texts = {
    "en": (
        "The bridge is repaired before the rains, by daylight and with guards that both villages trust. "
        "Neither is asked who broke it."
    ),
    "fr": (
        "Le pont est réparé avant les pluies, de jour et avec des gardes en qui les deux villages ont "
        "confiance. On ne demande à aucun qui l’a cassé."
    ),
    "ar": "يُصلح الجسر قبل الأمطار، نهارا وبحراس تثق بهم القريتان. ولا تُسأل أي منهما من كسره.",
}
# (side, place of the clause, language, need): of the first version, answered in the second; of the second, waiting.
CRITICISMS: tuple[tuple[str, int, str, str], ...] = (
    ("hill", 3, "en", "Our men were shot at on that bridge. They need to be safe while they work."),
    ("river", 3, "fr", "Nous avons besoin de savoir qui sera là pendant les travaux."),
)
# (side, place of the clause, which person of the side, language, need): answered in the second version as well.
OBJECTIONS: tuple[tuple[str, int, int, str, str], ...] = (
    ("hill", 3, 4, "en", "Nobody should have to stand on that bridge after dark."),
    ("river", 3, 2, "ar", "أخاف على ابني إن عمل هناك من دون حراسة."),
    ("river", 3, 6, "fr", "Il me faut l’assurance que l’on ne tirera pas sur ceux qui travaillent."),
)
OPEN_CRITICISMS: tuple[tuple[str, int, str, str], ...] = (
    ("river", 1, "ar", "من لا يقرأ يحتاج أن يسمع الساعات، لا أن يقرأها."),
    ("hill", 2, "en", "Without water in May we lose the whole harvest."),
    ("hill", 4, "fr", "Ma fille a peur de monter avec des inconnus."),
)
REPLY: Texts = {
    "en": "Work is by daylight and under guards that both trust, for those who fear for their lives at the bridge.",
    "fr": (
        "Les travaux se font de jour et sous des gardes en qui les deux ont confiance, pour ceux qui craignent"
        " pour leur vie au pont."
    ),
    "ar": "يكون العمل نهارا وبحراسة يثق بها الطرفان، من أجل من يخافون على حياتهم عند الجسر.",
}

DESK: Texts = {
    "en": "Joint committee, office of the two governors",
    "fr": "Comité mixte, bureau des deux gouverneurs",
    "ar": "اللجنة المشتركة، مكتب المحافظين",
}
NAME_ONLY: Texts = {"en": "Ministry of water", "fr": "Ministère de l’eau", "ar": "وزارة المياه"}
# titles, what is wanted, source, state, days since
ITEMS: tuple[tuple[Texts, Texts, str, str, int], ...] = (
    (
        {"en": "Water", "fr": "L’eau", "ar": "الماء"},
        {
            "en": "A first step that both villages can live with, before the next round.",
            "fr": "Un premier pas avec lequel les deux villages peuvent vivre, avant le prochain tour.",
            "ar": "خطوة أولى تستطيع القريتان العيش معها، قبل الجولة المقبلة.",
        },
        "Communiqué of the second round (made up)",
        "stalled",
        70,
    ),
    (
        {
            "en": "Movement on the hill road",
            "fr": "Circulation sur la route de la colline",
            "ar": "الحركة على طريق التل",
        },
        {
            "en": "What people need in order to use it.",
            "fr": "Ce qu’il faut aux gens pour l’emprunter.",
            "ar": "ما يحتاجه الناس لاستعماله.",
        },
        "Agenda handed out at the second round (made up)",
        "open",
        30,
    ),
)
PACKAGE: dict[str, Texts] = {
    "title": {"en": "Water before the summer", "fr": "L’eau avant l’été", "ar": "الماء قبل الصيف"},
    "summary": {
        "en": (
            "People of both villages, asked separately and then together, need the same three things first: "
            "clean water in every house, the hours of the sluice a week ahead, and word of their missing. They"
            " do not agree on who keeps the keys."
        ),
        "fr": (
            "Les gens des deux villages, interrogés séparément puis ensemble, ont d’abord besoin des trois "
            "mêmes choses : de l’eau propre dans chaque maison, les heures de la vanne une semaine à l’avance,"
            " et des nouvelles de leurs disparus. Ils ne s’accordent pas sur la garde des clés."
        ),
        "ar": (
            "أهل القريتين، وقد سُئلوا منفصلين ثم معا، يحتاجون أولا إلى الأمور الثلاثة نفسها: ماء نظيف في كل "
            "بيت، وساعات البوابة قبل أسبوع، وخبر عن مفقوديهم. ولا يتفقون على من يحفظ المفاتيح."
        ),
    },
    "addressee": DESK,
    "use_words": {
        "en": "To be tested as a first step on the item of water.",
        "fr": "À tester comme premier pas sur le point de l’eau.",
        "ar": "لتُجرَّب خطوة أولى في بند الماء.",
    },
}
WAITING_PACKAGE: dict[str, Texts] = {
    "title": {"en": "A text on one river", "fr": "Un texte sur une seule rivière", "ar": "نص عن نهر واحد"},
    "summary": {
        "en": (
            "Four clauses that people of both villages drafted with a third party. They are still being talked about."
        ),
        "fr": "Quatre clauses que des gens des deux villages ont rédigées avec un tiers. On en parle encore.",
        "ar": "أربعة بنود صاغها أناس من القريتين مع طرف ثالث. وما زال الحديث فيها جاريا.",
    },
    "addressee": NAME_ONLY,
    "use_words": {
        "en": "As background for the next visit.",
        "fr": "Comme contexte pour la prochaine visite.",
        "ar": "خلفية للزيارة القادمة.",
    },
}
ANSWER = (
    "partly",
    "The hours of the sluice can be told ahead at once. The keys are a matter for the summer round.",
    "A name for who tells the hours.",
)
QUESTION: Texts = {
    "en": "Would people use the hill road by day if guards of both sides rode along?",
    "fr": (
        "Les gens emprunteraient-ils la route de la colline de jour si des gardes des deux parties les accompagnaient ?"
    ),
    "ar": "هل يستعمل الناس طريق التل نهارا إن رافقهم حراس من الطرفين؟",
}
AGREEMENT = (
    "Minutes of the fourth round on water",
    "Copy handed over by the joint committee (made up)",
    (
        "Minutes of the fourth round on water. Made up for this demonstration.",
        "1. The two governors met on the bridge and thanked the people who keep the mill open.",
        (
            "2. The hours of the upper sluice shall be told to both villages a week ahead, in writing and by a "
            "speaker. The office of the two governors names who tells them."
        ),
        "3. The bridge shall be repaired before the rains. Who pays is left to the summer round.",
        "4. The keys of the sluice stay where they are until the summer round.",
    ),
)
BECAME = {2: "partly", 3: "no"}  # place of a finding in the package -> what became of it
PASSAGE = 2  # of these paragraphs, which stems from a clause and an answer
AUTHORITY = "Office of the two governors"
CONFIRMED = {
    "clause": ("medium", "The same words, in the same order; the clause was read out at the mill before."),
    "answer": ("high", "The head of the office said so when the answer came."),
}
