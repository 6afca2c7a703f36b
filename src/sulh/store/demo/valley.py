"""
What is said in the valley of Tessal. All of it is fiction written for Sulh: there is no such valley.

    PUT      statements in three languages, with how likely each side is to agree
    WAITING  proposals that wait for a decision, in the language in which they came
"""

from __future__ import annotations

from dataclasses import dataclass

PROCESS = "Tessal valley (made up)"
HILL = {"en": "Orsal", "fr": "Orsal", "ar": "أورسال"}
RIVER = {"en": "Mirane", "fr": "Mirane", "ar": "ميران"}
INITIATIVE = {"en": "Water round table", "fr": "Table ronde sur l’eau", "ar": "المائدة المستديرة للماء"}
AIM = "Let people of both villages find out what everybody could live with about water, road and school."

CONSULTATION = {"en": "Water, road and school", "fr": "L’eau, la route et l’école", "ar": "الماء والطريق والمدرسة"}
QUESTION = {
    "en": "What would you need so that life in the valley becomes easier?",
    "fr": "De quoi auriez-vous besoin pour que la vie dans la vallée devienne plus facile ?",
    "ar": "ما الذي تحتاجون إليه لتصبح الحياة في الوادي أسهل؟",
}
WORKSHOP = {"en": "Twelve and twelve", "fr": "Douze et douze", "ar": "اثنا عشر واثنا عشر"}
ASKED = {
    "en": "Everybody over 18 who lives in one of the two villages.",
    "fr": "Toute personne de plus de 18 ans qui habite l’un des deux villages.",
    "ar": "كل من تجاوز الثامنة عشرة ويسكن إحدى القريتين.",
}
CHOSEN = {
    "en": "By lot from the lists of both water committees, half of them women.",
    "fr": "Par tirage au sort sur les listes des deux comités de l’eau, dont la moitié de femmes.",
    "ar": "بالقرعة من قائمتي لجنتي الماء، نصفهم من النساء.",
}
MISSING = {
    "en": "Shepherds on the high pastures, and families who left last year.",
    "fr": "Les bergers des hauts pâturages et les familles parties l’an dernier.",
    "ar": "الرعاة في المراعي العليا، والعائلات التي رحلت في العام الماضي.",
}


@dataclass(frozen=True)
class Put:
    """
    A statement of the demonstration.

    Attributes:
        asks: What it asks for.
        texts: By language.
        hill, river: How likely somebody of each side is to agree.
    """

    asks: str
    texts: dict[str, str]
    hill: float
    river: float


PUT = (
    Put(
        "need",
        {
            "en": "Clean drinking water should reach every house of both villages before next summer.",
            "fr": "L’eau potable devrait arriver dans chaque maison des deux villages avant l’été prochain.",
            "ar": "ينبغي أن يصل ماء الشرب النظيف إلى كل بيت في القريتين قبل الصيف القادم.",
        },
        0.93,
        0.9,
    ),
    Put(
        "need",
        {
            "en": "I need to know a week ahead when the sluice will be opened.",
            "fr": "J’ai besoin de savoir une semaine à l’avance quand la vanne sera ouverte.",
            "ar": "أحتاج أن أعرف قبل أسبوع متى تُفتح البوابة.",
        },
        0.88,
        0.94,
    ),
    Put(
        "idea",
        {
            "en": "The children of both villages could take the same school bus.",
            "fr": "Les enfants des deux villages pourraient prendre le même car scolaire.",
            "ar": "يمكن لأطفال القريتين أن يركبوا حافلة مدرسية واحدة.",
        },
        0.8,
        0.86,
    ),
    Put(
        "need",
        {
            "en": "Every family has a right to know what became of its missing.",
            "fr": "Chaque famille a le droit de savoir ce que sont devenus ses disparus.",
            "ar": "لكل عائلة الحق في معرفة مصير مفقوديها.",
        },
        0.9,
        0.92,
    ),
    Put(
        "idea",
        {
            "en": "The keys of the upper sluice could lie with both villages by turns.",
            "fr": "Les clés de la vanne du haut pourraient être gardées tour à tour par les deux villages.",
            "ar": "يمكن أن تتناوب القريتان على حفظ مفاتيح البوابة العليا.",
        },
        0.28,
        0.84,
    ),
    Put(
        "need",
        {
            "en": "I need the night guards to stay on the hill road until autumn.",
            "fr": "J’ai besoin que les gardes de nuit restent sur la route de la colline jusqu’à l’automne.",
            "ar": "أحتاج أن يبقى حراس الليل على طريق التل حتى الخريف.",
        },
        0.82,
        0.2,
    ),
    Put(
        "idea",
        {
            "en": "The bridge could be repaired before the rains, whoever pays for it.",
            "fr": "Le pont pourrait être réparé avant les pluies, quel que soit celui qui paie.",
            "ar": "يمكن إصلاح الجسر قبل الأمطار، أياً كان من يدفع.",
        },
        0.72,
        0.78,
    ),
    Put(
        "experience",
        {
            "en": "In the last two years I was afraid to speak openly in front of my neighbours.",
            "fr": "Ces deux dernières années, j’ai eu peur de parler ouvertement devant mes voisins.",
            "ar": "في السنتين الأخيرتين خفت أن أتكلم بصراحة أمام جيراني.",
        },
        0.5,
        0.55,
    ),
)

ADDRESSEE = {"en": "both water committees", "fr": "aux deux comités de l’eau", "ar": "لجنتي الماء في القريتين"}
FORM = {"en": "the page of results", "fr": "la page des résultats", "ar": "صفحة النتائج"}
BLANK = "[…]"  # as in `sulh.designs`

WAITING = (
    ("ar", "need", "أحتاج طريقاً آمناً إلى السوق بعد الغروب."),
    ("fr", "experience", "Mon père et le père de mon voisin ont creusé ce puits ensemble."),
    ("en", "idea", "A joint football team would be a good beginning."),
)


def filled_in(text: str, tag: str) -> str:
    """
    Fill the blanks of a consent text: to whom results may go, and in which form.

    >>> filled_in("only to […], only as […]", "en")
    'only to both water committees, only as the page of results'
    """
    return text.replace(BLANK, ADDRESSEE[tag], 1).replace(BLANK, FORM[tag], 1)
