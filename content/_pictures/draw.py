"""Draws the portraits and the wide pictures (JPEG). Run: python draw.py. Needs Pillow; gives the same bytes each time."""
from pathlib import Path

from pen import CLAY, DEEP, INK, MIST, MUSTARD, ORANGE, PALE, PAPER, PEACH, PETROL, SAND, TEAL, WHITE, Raster, mix
from people import CAST, bust, figure

OUT = Path(__file__).resolve().parent.parent / "images"


def portrait(name):
    s = CAST[name]
    c = Raster(800, 800, s["ground"])
    c.gear(400, 400, 372, 20, s["disc"], turn=4)
    with c.at(400, 362, 1.42):
        bust(c, s)
    c.save(OUT / "people" / f"{name}.jpg", 88)


def team():
    c = Raster(1600, 900, SAND)
    c.gear(1290, 250, 420, 26, "#F1E3CB", SAND, turn=3)
    c.gear(330, 170, 330, 20, "#F1E3CB", SAND, turn=9)
    for name, x, y, k in (
        ("tomas-novak", 492, 262, 0.98),
        ("nadia-brandt", 896, 250, 1.0),
        ("kwame-mensah", 1306, 262, 0.98),
        ("meryem-aydin", 280, 560, 1.1),
        ("jonas-wuebben", 694, 566, 1.12),
        ("greta-hollmann", 1104, 562, 1.1),
    ):
        with c.at(x, y, k):
            bust(c, CAST[name])
    c.save(OUT / "team.jpg")


def roofs(c, y, fill, light=None, step=200):
    pts = [(-20, 900)]
    for i in range(9):
        pts += [(i * step - 20, y), (i * step + step - 20, y - 92)]
    c.poly([*pts, (1800, 900)], fill)
    if light:
        for i in range(9):
            c.poly([(i * step + step - 34, y - 74), (i * step + step - 34, y - 12), (i * step + step - 78, y - 12), (i * step + step - 78, y - 54)], light)


def early():
    c = Raster(1600, 900, "#F7DFC6")
    c.circle(1040, 452, 240, "#F4C79F")
    c.circle(1040, 452, 168, ORANGE)
    for x, y, w in ((150, 150, 260), (330, 182, 190), (1240, 130, 220), (700, 96, 180)):
        c.rect(x, y, w, 16, "#FBEEDF", 8)
    c.rect(300, 210, 46, 330, TEAL)
    c.rect(300, 240, 46, 22, PAPER)
    c.rect(384, 270, 40, 270, TEAL)
    roofs(c, 540, TEAL, PALE)
    c.rect(0, 540, 1600, 180, PETROL)
    for i in range(13):
        c.rect(40 + i * 124, 580, 66, 44, MUSTARD if i in (1, 4, 5, 9, 11) else DEEP)
    c.rect(640, 560, 320, 160, DEEP)
    c.rect(664, 584, 272, 136, "#F7DFC6")
    c.rect(0, 715, 1600, 190, CLAY)
    c.poly([(664, 715), (936, 715), (1220, 900), (380, 900)], SAND)
    figure(c, 180, 800, 250, top=ORANGE, legs=DEEP, skin="#E8B994", hair=MUSTARD, style="scarf", right=((4, 14), (2, 27)), walk=0.7)
    c.rect(176, 680, 44, 40, INK, 6)
    figure(c, 410, 822, 270, top=WHITE, legs=PETROL, skin="#7A4A30", hair="#1C1412", right=((8, 12), (18, 6)), left=((-5, 14), (-3, 26)), walk=0.6)
    c.rect(455, 640, 20, 24, ORANGE, 4)
    figure(c, 800, 776, 200, top=MUSTARD, legs=INK, hair="#B5562B", left=((-9, -8), (-12, -24)), right=((5, 14), (3, 26)))
    for x in (1130, 1318):
        c.arc(x, 800, 62, 0, 360, INK, 7)
        c.arc(x, 800, 8, 0, 360, INK, 6)
    c.line([(1130, 800), (1184, 706), (1274, 706), (1318, 800)], ORANGE, 9)
    c.line([(1184, 706), (1214, 800), (1130, 800)], ORANGE, 9)
    c.line([(1214, 800), (1274, 706), (1266, 668), (1240, 660)], ORANGE, 9)
    c.line([(1184, 706), (1176, 682), (1156, 682), (1198, 682)], INK, 9)
    figure(c, 1410, 840, 265, top=TEAL, legs=DEEP, skin="#F6D2B8", hair="#E2B45E", style="long", left=((-12, 8), (-46, 6)), right=((5, 14), (3, 26)), walk=0.6, flip=False)
    c.save(OUT / "early-shift.jpg")


def night():
    c = Raster(1600, 900, "#12343B")
    c.circle(1230, 200, 92, "#F3E7CF")
    c.circle(1200, 180, 15, "#E5D6B8")
    c.circle(1255, 225, 22, "#E5D6B8")
    for i in range(46):
        c.circle((i * i * 397 + i * 61) % 1600, (i * i * i * 53 + i * 131) % 390 + 16, 1.6 + i % 3 * 0.8, "#7FA3A5")
    c.poly([(0, 520), (300, 440), (700, 500), (1100, 430), (1600, 510), (1600, 900), (0, 900)], "#0F4249")
    c.rect(200, 300, 50, 300, "#0B2B31")
    roofs(c, 560, "#0B2B31", "#1B525A")
    c.rect(0, 558, 1600, 170, "#0B2B31")
    for i in range(13):
        c.rect(40 + i * 124, 598, 66, 50, MUSTARD if i in (3, 8) else ("#F2B58C" if i == 9 else "#174850"))
    figure(c, 1070, 650, 62, top=ORANGE, hair="#1C1412")
    c.rect(0, 722, 1600, 200, "#08242A")
    c.line([(1380, 760), (1380, 520), (1340, 500)], "#174850", 10)
    c.poly([(1335, 510), (1250, 780), (1420, 780)], "#164B52")
    c.circle(1335, 506, 13, MUSTARD)
    c.save(OUT / "night-hall.jpg")


def workshop():
    c = Raster(1600, 900, "#D8B98E")
    for y in (180, 380, 590, 790):
        c.rect(0, y, 1600, 5, "#C7A577")
    c.rect(330, 110, 940, 690, "#2C6F72", 26)
    for i in range(1, 9):
        c.rect(330 + i * 104, 110, 2, 690, "#3E8487")
    for i in range(1, 6):
        c.rect(330, 110 + i * 115, 940, 2, "#3E8487")
    c.rect(470, 190, 660, 430, "#C9D3D1", 24)
    c.rect(488, 208, 624, 394, DEEP, 14)
    for k in range(3):
        c.rect(516 + k * 192, 452, 176, 124, "#F0EDE4" if k != 1 else MUSTARD, 8)
        c.rect(536 + k * 192, 472, 70, 12, CLAY, 4)
    c.rect(516, 236, 300, 188, TEAL, 6)
    for x, y, w, h in ((540, 258, 90, 60), (650, 258, 60, 60), (540, 340, 50, 60), (610, 340, 120, 30), (740, 268, 50, 120), (610, 384, 90, 20)):
        c.rect(x, y, w, h, INK, 4)
    for k in range(9):
        c.rect(544 + k * 9, 252, 4, 72, MUSTARD)
    c.gear(950, 330, 88, 12, "#A9B8B6", DEEP, hub=0.78)
    for k in range(7):
        import math
        w = k * 2 * math.pi / 7
        c.line([(950, 330), (950 + 58 * math.cos(w), 330 + 58 * math.sin(w + 0.4))], "#A9B8B6", 13)
    c.circle(950, 330, 24, ORANGE)
    for x, y in ((498, 218), (1102, 218), (498, 592), (1102, 592), (840, 232), (840, 428)):
        c.circle(x, y, 6, "#E9ECE8")
    for x, y, t, col in ((210, 240, 82, ORANGE), (240, 400, 96, MUSTARD), (210, 545, 86, PETROL)):
        with c.at(x, y, 1, t):
            c.rect(-14, -96, 28, 100, col, 13)
            c.rect(-5, 0, 10, 92, "#C9D3D1", 3)
    c.circle(1420, 240, 98, "#E7D3B1")
    c.circle(1408, 230, 92, WHITE)
    c.circle(1408, 230, 72, "#6B3E22")
    c.arc(1408, 230, 48, 200, 280, "#8A5836", 7)
    c.line([(1484, 282), (1526, 318), (1544, 286), (1500, 248)], WHITE, 18, smooth=True)
    for i in range(7):
        c.circle(1370 + (i % 3) * 44, 440 + (i // 3) * 40, 10, "#8B8F8C")
        c.line([(1364 + (i % 3) * 44, 440 + (i // 3) * 40), (1376 + (i % 3) * 44, 440 + (i // 3) * 40)], "#5F6664", 3)
    hand(c, 610, 960, -12, "#7A4A30", MUSTARD, (0, -380))
    hand(c, 1080, 990, 14, "#7A4A30", MUSTARD, (0, -360), tool=True)
    with c.at(1600, 640, 1, -62):
        arm(c, "#F6D2B8", WHITE)
    with c.at(0, 720, 1, 66):
        arm(c, "#F6D2B8", WHITE)
    c.save(OUT / "workshop.jpg", 84)


def arm(c, skin, sleeve, back=120):
    """A forearm and hand from above, reaching upwards from the origin."""
    shade = mix(skin, "#5A2510", 0.22)
    c.line([(0, 0), (0, -150)], skin, 62)
    c.line([(0, back), (0, -60)], sleeve, 92)
    c.line([(-40, -52), (40, -52)], mix(sleeve, INK, 0.15), 12)
    for x, y in ((-30, -262), (-10, -282), (12, -280), (32, -258)):
        c.line([(x * 0.8, -190), (x, y)], skin, 20)
    c.blob([(-40, -140), (-44, -190), (-28, -224), (0, -230), (28, -224), (44, -190), (38, -140), (0, -124)], skin)
    c.line([(36, -160), (62, -196), (60, -226)], skin, 20, smooth=True)
    for x in (-20, 1, 22):
        c.line([(x * 0.9, -214), (x, -240)], shade, 3)


def hand(c, x, y, turn, skin, sleeve, _to, tool=False):
    with c.at(x, y, 1.15, turn):
        if tool:
            c.rect(30, -330, 26, 120, ORANGE, 12)
            c.rect(38, -470, 9, 150, "#C9D3D1", 3)
        arm(c, skin, sleeve)


def listening():
    c = Raster(1600, 900, PALE)
    c.rect(120, 90, 330, 400, WHITE, 6)
    c.rect(138, 108, 140, 364, MIST)
    c.rect(292, 108, 140, 364, MIST)
    c.poly([(138, 472), (138, 400), (278, 340), (278, 472)], TEAL)
    c.poly([(292, 472), (292, 420), (432, 370), (432, 472)], TEAL)
    c.circle(365, 190, 40, "#F4C79F")
    for k in range(4):
        c.arc(640, 330, 260 + k * 64, -52, 52, mix(PALE, ORANGE, 0.75 - k * 0.17), 13)
        c.arc(640, 330, 260 + k * 64, 128, 232, mix(PALE, ORANGE, 0.75 - k * 0.17), 13)
    woman = dict(skin="#F1CBAE", hair="#5B3423", style="bob", top=PETROL, shirt=None)
    man = dict(skin="#D9A27C", hair="#3A2A22", style="parted", glasses="round", top=MUSTARD, shirt=WHITE)
    with c.at(1230, 420, 1.06):
        bust(c, man)
    with c.at(640, 350, 1.3):
        bust(c, woman)
        for g in (-1, 1):  # closed eyes
            c.oval(g * 38, -13, 19, 19, woman["skin"])
            c.line([(g * 24, -10), (g * 38, -3), (g * 52, -10)], INK, 6, smooth=True)
        c.arc(0, -20, 142, 186, 354, INK, 17)
        for g in (-1, 1):
            c.rect(g * 134 - 23, -34, 46, 96, ORANGE, 20)
    c.rect(0, 716, 1600, 190, "#D8B98E")
    c.rect(0, 716, 1600, 8, "#C7A577")
    c.rect(390, 742, 520, 96, WHITE, 14)
    for r in range(3):
        for k in range(15):
            c.rect(410 + k * 32, 756 + r * 25, 26, 18, MIST if (k * 7 + r) % 11 else ORANGE, 4)
    for g in (-1, 1):
        with c.at(640 + g * 232, 712, 0.74, g * -118, flip=g > 0):
            arm(c, woman["skin"], PETROL, back=10)
    c.poly([(1090, 740), (1350, 726), (1380, 850), (1100, 866)], WHITE)
    for k in range(4):
        c.line([(1116, 764 + k * 24), (1300 - (k % 2) * 50, 753 + k * 24)], TEAL, 6)
    c.line([(1262, 836), (1310, 752)], INK, 9)
    with c.at(1396, 718, 0.62, -128, flip=True):
        arm(c, man["skin"], MUSTARD, back=10)
    c.save(OUT / "listening.jpg")


if __name__ == "__main__":
    (OUT / "people").mkdir(parents=True, exist_ok=True)
    for each in CAST:
        portrait(each)
    for picture in (team, early, night, workshop, listening):
        picture()
