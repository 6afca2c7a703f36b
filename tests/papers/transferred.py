"""
Packages made by hand, for the tests of their renderings.

    VALLEY   what a workshop of two sides would send: three languages, two of them authentic
"""

from __future__ import annotations

import os

import msgspec

from sulh.errors import EngineError
from sulh.model.package import About, Clause, Idea, Offer, Package, Texts
from sulh.model.publication import Word
from sulh.negotiation.package import canonical
from sulh.papers.transfer.rendering import rendered


def said(en: str, fr: str, ar: str) -> Texts:
    """Return a text in three languages."""
    return {"en": en, "fr": fr, "ar": ar}


def found(word: Word | None, *texts: str) -> Idea:
    """Return a finding."""
    return Idea(said(*texts), word, "5e" * 32)


def clause(number: int, *texts: str) -> Clause:
    """Return a clause of the third version, which the sides can recommend."""
    return Clause(number, 3, said(*texts), recommended=True)


IDEAS = (
    found(
        "firm-on-every-side",
        "The river road is open to everyone from sunrise to sunset.",
        "La route du fleuve est ouverte à tous, du lever au coucher du soleil.",
        "طريق النهر مفتوح للجميع من شروق الشمس إلى غروبها.",
    ),
    found(
        "firm-on-every-side",
        "No sick person waits at the gate, at any hour.",
        "Aucun malade n’attend à la barrière, quelle que soit l’heure.",
        "لا ينتظر مريض عند البوابة في أي ساعة.",
    ),
    found(
        "most-on-each-side",
        "The water of the upper channel is shared by the hour, as before 2014.",
        "L’eau du canal supérieur est partagée à l’heure, comme avant 2014.",
        "تُقسم مياه القناة العليا بالساعة كما كان قبل 2014.",
    ),
)
CLAUSES = (
    clause(
        1,
        "The river road opens every day from six to six. Each side looks after its own bank.",
        "La route du fleuve ouvre chaque jour de six heures à dix-huit heures. Chaque partie veille sur sa rive.",
        "يُفتح طريق النهر كل يوم من السادسة إلى السادسة، ويعتني كل جانب بضفته.",
    ),
    clause(
        2,
        "Whoever is ill, and one person with them, passes without a permit.",
        "Toute personne malade, avec une personne qui l’accompagne, passe sans permis.",
        "يمر المريض ومعه مرافق واحد دون تصريح.",
    ),
)
OFFERS = (
    Offer(
        "process",
        said(
            "A room in a third place where engineers of both sides can meet.",
            "Une salle dans un lieu tiers, où les ingénieurs des deux parties peuvent se retrouver.",
            "قاعة في مكان ثالث يلتقي فيها مهندسو الجانبين.",
        ),
    ),
)
VALLEY = Package(
    mark=said("Unofficial and non-binding.", "Non officiel et sans engagement.", "غير رسمي وغير ملزم."),
    title=said("Opening the river road", "Ouvrir la route du fleuve", "فتح طريق النهر"),
    summary=said(
        "Families of both banks have lived without the river road for eleven years. In three "
        "meetings, people of both sides "
        "looked for what each of them could live with. They found that the road can open by day "
        "before anything else is "
        "settled, if the sick never wait and each side keeps its own bank.\n"
        "What holds them back is not the road but the fear that opening it will be read as giving "
        "up a claim. A sentence "
        "that opening the road prejudges nothing was asked for on every side.",
        "Les familles des deux rives vivent sans la route du fleuve depuis onze ans. En trois "
        "rencontres, des personnes des "
        "deux parties ont cherché ce que chacune pouvait accepter. Elles ont constaté que la route "
        "peut ouvrir de jour avant "
        "que le reste ne soit réglé, si les malades n’attendent jamais et si chaque partie garde sa rive.\n"
        "Ce qui les retient n’est pas la route, mais la crainte que son ouverture soit lue comme "
        "l’abandon d’une revendication. "
        "Une phrase disant que l’ouverture ne préjuge de rien a été demandée de chaque côté.",
        "تعيش عائلات الضفتين دون طريق النهر منذ أحد عشر عامًا. وفي ثلاثة لقاءات بحث أناس من "
        "الجانبين عمّا يستطيع كل منهم أن "
        "يقبله، فوجدوا أن الطريق يمكن أن يُفتح نهارًا قبل تسوية أي أمر آخر، إذا لم ينتظر المرضى "
        "أبدًا وإذا حفظ كل جانب ضفته.\n"
        "وما يمنعهم ليس الطريق بل الخشية من أن يُفهم فتحه تنازلًا عن حق. وقد طُلبت من كل جانب جملة "
        "تقول إن فتح الطريق لا يمس "
        "أي موقف.",
    ),
    about=About(
        dialogue=said("Water and roads of the valley", "Eau et routes de la vallée", "مياه الوادي وطرقه"),
        sides=(said("North", "Nord", "الشمال"), said("South", "Sud", "الجنوب")),
        asked=said(
            "Twelve people of each side, named by the village councils; half of them women.",
            "Douze personnes de chaque partie, désignées par les conseils de village, dont la moitié de femmes.",
            "اثنا عشر شخصًا من كل جانب سمّتهم مجالس القرى، نصفهم نساء.",
        ),
        missing=said(
            "Herders who cross in winter; people under thirty.",
            "Les bergers qui traversent en hiver ; les moins de trente ans.",
            "الرعاة الذين يعبرون في الشتاء، ومن هم دون الثلاثين.",
        ),
    ),
    ideas=IDEAS,
    clauses=CLAUSES,
    offers=OFFERS,
    addressee=said("The joint committee", "Le comité conjoint", "اللجنة المشتركة"),
    agenda_item=said("Item 4: freedom of movement", "Point 4 : liberté de circulation", "البند 4: حرية التنقل"),
    route="carrier",
    use="option_to_test",
    use_words=said(
        "To be tested with the police of both sides before the next meeting",
        "À éprouver avec la police des deux parties avant la prochaine réunion",
        "لتجربتها مع شرطة الجانبين قبل الاجتماع المقبل",
    ),
    attribution="side_named",
    expires="2027-03-01",
    languages=("ar", "en", "fr"),
    authentic=("ar", "en"),
    answers=None,
)
BYTES = canonical(VALLEY)


def _unprintable() -> str:
    """Return why this machine makes no PDF; nothing where it does, and in the gate, where it has to."""
    if os.environ.get("CI") == "true":
        return ""
    try:
        rendered(BYTES, kind="non-paper", lang="en", form="pdf")
    except EngineError as error:
        return str(error)
    return ""


UNPRINTABLE = _unprintable()
BARE = msgspec.structs.replace(
    VALLEY,
    about=msgspec.structs.replace(VALLEY.about, dialogue={}, sides=(), asked={}),
    ideas=(),
    offers=(),
    agenda_item={},
    attribution="none",
    authentic=("ar",),
)
LONG = msgspec.structs.replace(VALLEY, ideas=IDEAS * 6, clauses=CLAUSES * 6, offers=OFFERS * 3)


def changed(**fields: object) -> bytes:
    """Return the bytes of the package with other fields."""
    return canonical(msgspec.structs.replace(VALLEY, **fields))
