"""
Who works around the valley of Tessal, and who they are. All of it is fiction written for Sulh.

    ISSUES, PLACES, ACTORS, TIES     what the map rests on; `key` names each in this file
    POSITIONS                        where its places lie on the map: in the sea
    WORK                             a dozen initiatives on all nine sector tracks, of owners with a code each

Two work on the same matter and meet the same people on the same day; a radio programme goes public in the delicate days
of another; nobody works for the families who left, on the high pastures, or with the leaders at the top of one village.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Texts = dict[str, str]

ISSUES: dict[str, Texts] = {
    "water": {"en": "Water", "fr": "L’eau", "ar": "الماء"},
    "road": {"en": "The hill road", "fr": "La route de la colline", "ar": "طريق التل"},
    "school": {"en": "Schools", "fr": "Les écoles", "ar": "المدارس"},
    "pasture": {"en": "Pastures", "fr": "Les pâturages", "ar": "المراعي"},
    "left": {"en": "Families who left", "fr": "Les familles parties", "ar": "العائلات التي رحلت"},
}
# Where each lies, in degrees: in the open sea, as far from any shore as there is. There is no such valley.
POSITIONS: dict[str, tuple[float, float]] = {
    "valley": (-48.876, -123.393),
    "orsal": (-48.853, -123.496),
    "mirane": (-48.934, -123.297),
    "pastures": (-48.813, -123.414),
    "mill": (-48.911, -123.359),
}
PLACES: dict[str, tuple[str, str | None, Texts]] = {
    "valley": ("region", None, {"en": "Tessal valley", "fr": "Vallée de Tessal", "ar": "وادي تسّال"}),
    "orsal": ("district", "valley", {"ar": "أورسال", "en": "Orsal", "fr": "Orsal"}),
    "mirane": ("district", "valley", {"ar": "ميران", "en": "Mirane", "fr": "Mirane"}),
    "pastures": ("district", "valley", {"en": "High pastures", "fr": "Hauts pâturages", "ar": "المراعي العليا"}),
    "mill": ("site", "mirane", {"en": "The old mill", "fr": "Le vieux moulin", "ar": "الطاحونة القديمة"}),
}


@dataclass(frozen=True)
class Someone:
    """An actor: its names by language, where it stands."""

    kind: str
    names: Texts
    sectors: tuple[str, ...] = ()
    level: str = ""
    side: str = ""
    place: str = ""
    abroad: bool = False
    source: str = "Handbook of the valley (made up)"


ACTORS: dict[str, Someone] = {
    "elders": Someone(
        "religious",
        {"ar": "مجلس شيوخ الوادي", "en": "Council of Elders", "fr": "Conseil des anciens"},
        ("religion",),
        "middle_range",
        place="valley",
    ),
    "hill-water": Someone(
        "community",
        {"en": "Water committee of Orsal", "fr": "Comité de l’eau d’Orsal", "ar": "لجنة ماء أورسال"},
        ("citizen",),
        "grassroots",
        "hill",
        "orsal",
    ),
    "river-water": Someone(
        "community",
        {"en": "Water committee of Mirane", "fr": "Comité de l’eau de Mirane", "ar": "لجنة ماء ميران"},
        ("citizen",),
        "grassroots",
        "river",
        "mirane",
    ),
    "ministry": Someone(
        "state",
        {"en": "Ministry of Works", "fr": "Ministère des Travaux", "ar": "وزارة الأشغال"},
        ("government",),
        "top",
    ),
    "varn": Someone(
        "state",
        {"en": "Republic of Varn", "fr": "République de Varn", "ar": "جمهورية فارن"},
        ("government",),
        "top",
        abroad=True,
    ),
    "guards": Someone(
        "armed_group",
        {"en": "Guards of the Pastures", "fr": "Gardes des pâturages", "ar": "حرّاس المراعي"},
        (),
        "middle_range",
        place="pastures",
    ),
    "house": Someone(
        "diaspora",
        {"en": "Tessal House Abroad", "fr": "Maison de Tessal à l’étranger", "ar": "دار تسّال في المهجر"},
        ("citizen",),
        "middle_range",
        abroad=True,
    ),
    "fund": Someone(
        "organisation", {"en": "Long Bridge Fund", "fr": "Fonds du Long Pont", "ar": "صندوق الجسر الطويل"}, ("funding",)
    ),
    "radio": Someone("media", {"en": "Radio Tessal", "fr": "Radio Tessal", "ar": "راديو تسّال"}, ("media",)),
    "market": Someone(
        "business",
        {"en": "Union of the Market", "fr": "Union du marché", "ar": "اتحاد السوق"},
        ("business",),
        "middle_range",
        place="mirane",
    ),
    "springs": Someone(
        "organisation",
        {"en": "Institute of Springs", "fr": "Institut des sources", "ar": "معهد الينابيع"},
        ("research_education",),
    ),
    "rivers": Someone(
        "organisation",
        {"en": "Clean River Movement", "fr": "Mouvement Rivière propre", "ar": "حركة النهر النظيف"},
        ("activism",),
        "grassroots",
        "river",
        "mirane",
    ),
    "idris": Someone(
        "person",
        {"ar": "الحاج إدريس", "en": "Haj Idris", "fr": "Hadj Idris"},
        ("religion",),
        "middle_range",
        "hill",
        "orsal",
    ),
}
TIES: tuple[tuple[str, str, str, str, int | None, str], ...] = (
    ("idris", "elders", "leads", "high", 2019, "Notice at the mill (made up)"),
    ("fund", "elders", "funds", "high", 2024, "Yearly report of the fund (made up)"),
    ("fund", "radio", "funds", "medium", 2025, "Yearly report of the fund (made up)"),
    ("hill-water", "river-water", "talks_with", "medium", 2025, "Valley newspaper (made up)"),
    ("rivers", "elders", "distrusts", "low", 2025, "Interview on the radio (made up)"),
    ("varn", "guards", "funds", "low", 2023, "Valley newspaper (made up)"),
    ("guards", "ministry", "hostile", "high", 2022, "Valley newspaper (made up)"),
    ("house", "market", "works_with", "medium", 2024, "Website of the house (made up)"),
    ("market", "hill-water", "works_with", "medium", 2025, "Market board (made up)"),
    ("springs", "ministry", "works_with", "high", 2021, "Journal of springs (made up)"),
    ("river-water", "elders", "trusts", "medium", None, "Minutes of the committee (made up)"),
    ("hill-water", "elders", "trusts", "medium", None, "Minutes of the committee (made up)"),
)


@dataclass(frozen=True)
class Work:
    """
    An initiative of the demonstration.

    Attributes:
        since, until: Days from today.
        moments: Occasion, first and last day from today.
        tiers: What its owner shows to coordinators, facilitators, owners, desks, funders, in this order.
        says: What it says in public, by issue.
    """

    titles: Texts
    aim: str
    sectors: tuple[str, ...]
    levels: tuple[str, ...]
    issues: tuple[str, ...]
    places: tuple[str, ...]
    sides: tuple[str, ...] = ("hill", "river")
    changes: tuple[str, ...] = ()
    quadrants: tuple[str, ...] = ()
    since: int = -300
    until: int | None = 200
    phase: str = "running"
    responsible: str = ""
    actors: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    items: tuple[int, ...] = ()
    moments: tuple[tuple[str, int, int], ...] = ()
    tiers: tuple[str, str, str, str, str] = ("detail", "timing", "theme_area", "theme_area", "existence")
    says: dict[str, str] = field(default_factory=dict)
    independent: str = ""
    matched: bool = False


WORK: tuple[Work, ...] = (
    Work(
        {"en": "Elders for water", "fr": "Les anciens pour l’eau", "ar": "الشيوخ من أجل الماء"},
        "Let the elders of both villages agree on hours for the sluice.",
        ("religion",),
        ("middle_range",),
        ("water",),
        ("mill",),
        changes=("attitudes", "political_legal"),
        quadrants=("key_personal",),
        responsible="elders",
        actors=("idris", "hill-water", "river-water"),
        funders=("fund",),
        items=(0,),
        moments=(("session", 9, 9), ("delicate", 5, 16)),
        matched=True,
    ),
    Work(
        {"en": "Evenings at the mill", "fr": "Soirées au moulin", "ar": "أمسيات الطاحونة"},
        "Neighbours of both villages eat together and speak of the water.",
        ("citizen",),
        ("grassroots",),
        ("water",),
        ("mill",),
        changes=("attitudes",),
        quadrants=("more_personal",),
        responsible="river-water",
        actors=("hill-water", "river-water"),
        moments=(("session", 9, 9),),
        matched=True,
    ),
    Work(
        {"en": "Two voices on Radio Tessal", "fr": "Deux voix sur Radio Tessal", "ar": "صوتان على راديو تسّال"},
        "A weekly hour in which somebody of each village is heard.",
        ("media",),
        ("grassroots",),
        ("water", "road"),
        ("valley",),
        changes=("attitudes",),
        quadrants=("more_personal",),
        responsible="radio",
        funders=("fund",),
        moments=(("public_event", 12, 12),),
        says={"water": "for"},
        tiers=("timing", "timing", "timing", "existence", "theme_area"),
    ),
    Work(
        {"en": "River clean for all", "fr": "Une rivière propre pour tous", "ar": "نهر نظيف للجميع"},
        "March and petition for clean water from the spring to the mouth.",
        ("activism",),
        ("grassroots",),
        ("water",),
        ("mirane",),
        sides=("river",),
        changes=("structures",),
        quadrants=("more_sociopolitical",),
        responsible="rivers",
        moments=(("public_event", 20, 20),),
        says={"water": "against"},
        tiers=("detail", "theme_area", "theme_area", "existence", "none"),
    ),
    Work(
        {"en": "Market day at the bridge", "fr": "Jour de marché au pont", "ar": "يوم السوق عند الجسر"},
        "One market a month where both villages sell, with a hall that can be lent.",
        ("business",),
        ("middle_range", "grassroots"),
        ("road",),
        ("mirane",),
        changes=("structures",),
        quadrants=("more_sociopolitical",),
        responsible="market",
        actors=("house",),
        tiers=("detail", "detail", "detail", "timing", "timing"),
    ),
    Work(
        {"en": "Measuring the springs", "fr": "Mesurer les sources", "ar": "قياس الينابيع"},
        "Figures on the water that both committees can check.",
        ("research_education",),
        ("middle_range",),
        ("water",),
        ("orsal", "mirane"),
        changes=("structures",),
        quadrants=("key_sociopolitical",),
        responsible="springs",
        actors=("ministry",),
        items=(0,),
        tiers=("detail", "detail", "detail", "detail", "detail"),
    ),
    Work(
        {"en": "Walk to school", "fr": "Le chemin de l’école", "ar": "الطريق إلى المدرسة"},
        "Parents of both villages walk with the children until there is a bus.",
        ("citizen",),
        ("grassroots",),
        ("school", "road"),
        ("orsal", "mirane"),
        changes=("attitudes",),
        quadrants=("more_personal",),
        items=(1,),
        tiers=("timing", "timing", "theme_area", "theme_area", "existence"),
    ),
    Work(
        {"en": "Small works fund", "fr": "Fonds des petits travaux", "ar": "صندوق الأشغال الصغيرة"},
        "Money for repairs that both villages ask for together.",
        ("funding",),
        ("middle_range",),
        ("road", "school"),
        ("valley",),
        changes=("structures",),
        quadrants=("key_sociopolitical",),
        responsible="fund",
        tiers=("detail", "timing", "timing", "timing", "detail"),
    ),
    Work(
        {"en": "Joint committee on works", "fr": "Commission mixte des travaux", "ar": "اللجنة المشتركة للأشغال"},
        "The official committee, which stands still since the second round.",
        ("government",),
        ("top",),
        ("water", "road"),
        ("valley",),
        sides=("river",),
        changes=("political_legal",),
        quadrants=("key_sociopolitical",),
        responsible="ministry",
        actors=("varn",),
        items=(0, 1),
        phase="paused",
        tiers=("theme_area", "theme_area", "theme_area", "theme_area", "theme_area"),
    ),
    Work(
        {"en": "A quiet conversation", "fr": "Une conversation discrète", "ar": "حديث هادئ"},
        "Somebody listens to those who keep the pastures.",
        ("professional",),
        ("middle_range",),
        ("pasture",),
        ("pastures",),
        actors=("guards",),
        independent="They would not speak with anybody who is seen with officials.",
        tiers=("existence", "none", "none", "none", "none"),
    ),
    Work(
        {"en": "A road paid from afar", "fr": "Une route payée de loin", "ar": "طريق يُموَّل من بعيد"},
        "Families abroad give for the hill road.",
        ("business", "funding"),
        ("middle_range",),
        ("road",),
        ("orsal",),
        sides=("hill",),
        changes=("structures",),
        quadrants=("more_sociopolitical",),
        responsible="house",
        until=60,
        tiers=("timing", "theme_area", "theme_area", "existence", "existence"),
    ),
    Work(
        {"en": "Shared feast days", "fr": "Fêtes partagées", "ar": "أعياد مشتركة"},
        "Each village invites the other to its feasts.",
        ("religion", "citizen"),
        ("grassroots",),
        ("school",),
        ("valley",),
        changes=("attitudes",),
        quadrants=("more_personal",),
        since=-700,
        until=-20,
        phase="ended",
        tiers=("detail", "detail", "detail", "detail", "detail"),
    ),
)
