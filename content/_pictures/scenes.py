"""Draws the SVG scenes. Run: python scenes.py. Needs nothing but Python; gives the same bytes each time."""
import math
from pathlib import Path

from pen import CLAY, DEEP, INK, MIST, MUSTARD, ORANGE, PALE, PAPER, PEACH, PETROL, SAND, TEAL, WHITE, Svg, mix
from people import figure

OUT = Path(__file__).resolve().parent.parent / "images"
OAK, OAKD = "#D8B98E", "#C39F6E"


def floor(c, y, fill=SAND):
    c.rect(0, y, 1200, 675 - y, fill)


def saw(c, y, step, fill, light, n=8, x0=0):
    for i in range(n):
        x = x0 + i * step
        c.poly([(x, y), (x + step, y - step * 0.42), (x + step, y)], fill)
        if light:
            c.poly([(x + step * 0.92, y - 8), (x + step * 0.92, y - step * 0.31), (x + step * 0.68, y - step * 0.21), (x + step * 0.68, y - 8)], light)


def plant(c, x, y, k=1.0, leaf=TEAL):
    with c.at(x, y, k):
        c.line([(0, -20), (-4, -120), (4, -210)], mix(leaf, INK, 0.3), 6, smooth=True)
        for dy, side, t in ((-70, 1, 48), (-95, -1, 52), (-130, 1, 40), (-155, -1, 44), (-190, 1, 28), (-205, -1, 24)):
            with c.at(0, dy, 1, side * t):
                c.blob([(0, 0), (19, -30), (14, -66), (0, -86), (-14, -66), (-19, -30)], leaf if side > 0 else mix(leaf, PETROL, 0.4))
        c.poly([(-38, -46), (38, -46), (28, 0), (-28, 0)], ORANGE)
        c.rect(-42, -54, 84, 14, mix(ORANGE, INK, 0.15))


def laptop(c, x, y, w, screen=PETROL):
    c.rect(x, y - w * 0.62, w, w * 0.6, INK, 8)
    c.rect(x + 7, y - w * 0.62 + 7, w - 14, w * 0.6 - 16, screen, 3)
    c.poly([(x - w * 0.1, y), (x + w * 1.1, y), (x + w * 1.06, y + 11), (x - w * 0.06, y + 11)], CLAY)


def phone(c, x, y, w, screen=PALE):
    c.rect(x, y, w, w * 1.95, INK, w * 0.16)
    c.rect(x + w * 0.07, y + w * 0.09, w * 0.86, w * 1.77, screen, w * 0.1)


def clock(c, x, y, r, hour, minute):
    c.circle(x, y, r, INK)
    c.circle(x, y, r * 0.88, WHITE)
    for k in range(12):
        w = k * math.pi / 6
        c.line([(x + r * 0.72 * math.cos(w), y + r * 0.72 * math.sin(w)), (x + r * 0.78 * math.cos(w), y + r * 0.78 * math.sin(w))], INK, r * 0.05)
    for turn, length, col in ((hour * 30 + minute / 2 - 90, 0.45, INK), (minute * 6 - 90, 0.66, ORANGE)):
        w = math.radians(turn)
        c.line([(x, y), (x + r * length * math.cos(w), y + r * length * math.sin(w))], col, r * 0.09)
    c.circle(x, y, r * 0.08, INK)


def mission(c):
    floor(c, 560, CLAY)
    c.circle(600, 330, 290, SAND)
    c.gear(600, 330, 232, 18, PETROL, PAPER, turn=4, hub=0.5)
    for k in range(6):
        w = math.radians(k * 60 + 10)
        c.line([(600, 330), (600 + 130 * math.cos(w), 330 + 130 * math.sin(w))], PETROL, 24)
    c.circle(600, 330, 46, ORANGE)
    c.circle(600, 330, 18, PAPER)
    c.gear(890, 150, 96, 10, MUSTARD, PAPER, turn=14)
    c.gear(330, 130, 76, 8, MIST, PAPER, turn=20)
    c.arc(600, 330, 268, 206, 250, ORANGE, 9)
    c.poly([(505, 66), (540, 76), (510, 100)], ORANGE)
    figure(c, 330, 606, 300, top=ORANGE, legs=DEEP, skin="#7A4A30", hair="#1C1412", right=((12, 8), (23, 0)), left=((14, 14), (32, 8)), walk=0.8)
    figure(c, 870, 606, 292, top=MUSTARD, legs=PETROL, skin="#E8B994", hair=TEAL, style="scarf", right=((12, 8), (23, 0)), left=((14, 14), (32, 8)), walk=0.8, flip=True)


def vision(c):
    c.rect(0, 0, 1200, 675, "#F7DFC6")
    c.circle(820, 330, 170, "#F4C79F")
    c.circle(820, 330, 118, ORANGE)
    for x, y, w in ((120, 110, 190), (260, 136, 150), (960, 96, 170), (560, 70, 120)):
        c.rect(x, y, w, 13, "#FBEEDF", 6)
    c.poly([(0, 380), (220, 300), (470, 360), (760, 330), (1200, 380), (1200, 500), (0, 500)], MIST)
    saw(c, 360, 110, TEAL, PALE, 4, 720)
    c.rect(720, 360, 440, 76, PETROL)
    for k in range(9):
        c.rect(742 + k * 47, 382, 26, 24, MUSTARD if k % 3 == 1 else DEEP)
    c.rect(1090, 220, 24, 130, TEAL)
    c.rect(0, 470, 1200, 205, "#5A999B")
    for x, y, w in ((90, 560, 120), (320, 610, 180), (700, 580, 140), (930, 630, 170), (520, 646, 90)):
        c.rect(x, y, w, 6, MIST, 3)
    c.line([(-20, 560), (260, 420), (600, 372), (940, 420), (1220, 560)], DEEP, 9, smooth=True)
    for x in (150, 330, 510, 690, 870, 1050):
        t = (x - 600) / 600
        top = 372 + 190 * t * t
        c.line([(x, top), (x, 486)], DEEP, 6)
    c.rect(0, 470, 1200, 24, DEEP)
    for k in range(41):
        c.poly([(k * 30 - 4, 494), (k * 30 + 18, 494), (k * 30 + 13, 508), (k * 30 + 1, 508)], DEEP)
    c.rect(240, 494, 40, 181, PETROL)
    c.rect(920, 494, 40, 181, PETROL)
    bike(c, 470, 470, 0.72)


def bike(c, x, y, k):
    with c.at(x, y, k):
        for wx in (-88, 88):
            c.arc(wx, -58, 54, 0, 360, INK, 7)
            c.circle(wx, -58, 8, INK)
        c.line([(-88, -58), (-34, -138), (56, -138), (88, -58)], ORANGE, 9)
        c.line([(-34, -138), (-6, -58), (-88, -58)], ORANGE, 9)
        c.line([(-6, -58), (56, -138), (48, -170), (70, -178)], ORANGE, 9)
        c.line([(-56, -156), (-16, -156)], INK, 12)
        c.line([(-30, -160), (30, -118), (2, -50), (20, -48)], DEEP, 22)
        c.blob([(-52, -168), (-48, -220), (-18, -262), (16, -262), (24, -238), (0, -200), (-14, -160), (-34, -152)], MUSTARD)
        c.line([(6, -240), (26, -196), (66, -184)], mix(MUSTARD, INK, 0.2), 17)
        c.circle(66, -184, 10, "#E8B994")
        c.line([(6, -262), (10, -278)], "#D39A72", 16)
        c.oval(18, -300, 22, 25, "#E8B994")
        c.blob([(-8, -300), (-8, -326), (16, -336), (40, -324), (42, -310), (16, -316)], PETROL)
        c.circle(27, -300, 3, INK)
        c.line([(20, -288), (26, -285), (32, -288)], "#7A3226", 2.8, smooth=True)


def service_desk(c):
    c.rect(0, 0, 1200, 560, PALE)
    floor(c, 560, CLAY)
    c.rect(90, 110, 330, 190, WHITE, 6)
    for k in range(6):
        c.rect(112 + (k % 3) * 100, 130 + (k // 3) * 80, 80, 64, (MIST, MUSTARD, PEACH, PEACH, MIST, TEAL)[k], 4)
    clock(c, 600, 150, 74, 6, 0)
    c.rect(800, 96, 300, 10, OAKD)
    c.rect(800, 236, 300, 10, OAKD)
    for k, (w, h, col) in enumerate(((40, 96, PETROL), (34, 110, ORANGE), (46, 84, MUSTARD), (34, 100, TEAL), (40, 90, DEEP))):
        c.rect(812 + k * 54, 236 - h, w, h, col, 3)
    plant(c, 1060, 96 + 140 + 0, 0.001)
    c.gear(1010, 66, 30, 10, ORANGE, PALE)
    c.rect(820, 62, 110, 34, MIST, 4)
    figure(c, 720, 590, 350, top=PETROL, legs=INK, skin="#F3C9A8", hair="#B5562B", left=((-10, 12), (-30, 8)), right=((10, 14), (-24, 16)), flip=False)
    laptop(c, 546, 398, 110, TEAL)
    c.rect(430, 410, 560, 26, OAKD, 4)
    c.rect(456, 436, 508, 190, OAK)
    for x in (580, 710, 840):
        c.rect(x, 436, 4, 190, OAKD)
    figure(c, 340, 640, 370, top=ORANGE, legs=DEEP, skin="#D9A27C", hair="#2B1D1A", style="long", right=((16, 10), (42, 4)), left=((-4, 14), (0, 28)))
    c.rect(880, 380, 40, 30, WHITE, 6)
    c.rect(868, 398, 64, 12, MUSTARD, 6)
    for k in range(3):
        c.circle(886 + k * 15, 394 - (k % 2) * 8, 9, "#B9823E")
    plant(c, 1100, 640, 1.15)


def keys(c):
    c.rect(0, 0, 1200, 675, PETROL)
    c.circle(600, 350, 300, mix(PETROL, TEAL, 0.45))
    phone(c, 860, 150, 190, PALE)
    c.circle(955, 320, 62, TEAL)
    c.line([(926, 322), (948, 344), (986, 300)], WHITE, 15)
    for k in range(3):
        c.rect(900, 420 + k * 30, 110 - k * 22, 12, MIST, 6)
    c.arc(250, 330, 72, 180, 360, MIST, 28)
    c.rect(142, 330, 216, 180, MUSTARD, 20)
    c.circle(250, 400, 24, DEEP)
    c.poly([(240, 408), (260, 408), (268, 462), (232, 462)], DEEP)
    with c.at(600, 420, 1, 180):
        c.gear(0, -20, 132, 14, ORANGE, PETROL, turn=3, hub=0.46)
        c.rect(-24, 96, 48, 250, ORANGE, 8)
        c.rect(20, 232, 74, 34, ORANGE, 4)
        c.rect(20, 290, 54, 34, ORANGE, 4)
        c.rect(-14, 120, 8, 200, mix(ORANGE, WHITE, 0.35), 4)
    with c.at(40, 96):
        c.line([(650, 720), (600, 560)], WHITE, 134)
        c.line([(622, 600), (568, 490)], "#D9A27C", 92)
        c.blob([(490, 480), (510, 420), (560, 386), (630, 392), (660, 440), (640, 520), (580, 556), (512, 520)], "#D9A27C")
        for k in range(4):
            c.line([(566, 412 + k * 32), (650 - abs(k - 1) * 6, 404 + k * 34)], "#D9A27C", 34)
            if k:
                c.line([(586, 394 + k * 32), (650, 388 + k * 33)], "#B9805C", 4)
        c.line([(516, 450), (524, 392), (548, 352)], "#D9A27C", 38, smooth=True)
    for x, y, r in ((470, 110, 9), (770, 130, 7), (110, 150, 8), (1110, 520, 9), (760, 560, 7), (420, 600, 6)):
        c.circle(x, y, r, MUSTARD)


def vpn_road(c):
    c.rect(0, 0, 1200, 430, PALE)
    c.circle(180, 120, 56, PEACH)
    for x, y, w in ((330, 90, 150), (430, 114, 110), (880, 70, 170), (640, 150, 110)):
        c.rect(x, y, w, 13, WHITE, 6)
    c.blob([(380, 470), (440, 300), (560, 190), (640, 160), (740, 210), (850, 330), (900, 470), (640, 520)], TEAL)
    c.blob([(500, 470), (560, 360), (640, 320), (720, 360), (790, 470), (640, 520)], mix(TEAL, PETROL, 0.4))
    c.blob([(-60, 480), (60, 380), (230, 350), (420, 430), (480, 520), (200, 560)], MIST)
    floor(c, 440, "#BFD0A8")
    c.rect(0, 440, 1200, 240, "#C9D9B6")
    saw(c, 330, 96, PETROL, MIST, 3, 890)
    c.rect(890, 330, 290, 130, PETROL)
    c.rect(1120, 180, 28, 120, TEAL)
    for k in range(5):
        c.rect(912 + k * 52, 356, 30, 30, MUSTARD if k != 2 else PALE)
    c.rect(940, 404, 66, 56, DEEP)
    c.poly([(90, 340), (190, 250), (290, 340)], ORANGE)
    c.rect(110, 338, 160, 122, WHITE)
    c.rect(140, 366, 48, 44, MUSTARD)
    c.rect(162, 366, 4, 44, WHITE)
    c.rect(214, 382, 38, 78, PETROL)
    c.rect(236, 268, 22, 50, mix(ORANGE, INK, 0.25))
    c.line([(233, 470), (260, 560), (420, 590), (580, 570), (640, 520)], CLAY, 62, smooth=True)
    c.line([(846, 486), (900, 530), (980, 520), (974, 464)], CLAY, 46, smooth=True)
    for x, y, r in ((640, 516, 104), (842, 492, 52)):
        arch = [(x + r * math.cos(math.radians(180 + k * 9)), y - r * 0.35 + r * math.sin(math.radians(180 + k * 9))) for k in range(21)]
        c.poly([(x - r, y), *arch, (x + r, y)], PALE)
        inner = [(x + (px - x) * 0.8, y + (py - y) * 0.83) for px, py in arch]
        c.poly([(x - r * 0.8, y), *inner, (x + r * 0.8, y)], DEEP)
        for k in range(1, 10):
            w = math.radians(180 + k * 18)
            c.line([(x + r * 0.82 * math.cos(w), y - r * 0.3 + r * 0.84 * math.sin(w)), (x + r * 0.97 * math.cos(w), y - r * 0.34 + r * 0.98 * math.sin(w))], MIST, 3)
        c.poly([(x - r * 0.3, y), (x - r * 0.1, y - r * 0.5), (x + r * 0.1, y - r * 0.5), (x + r * 0.3, y)], CLAY)
        c.circle(x, y - r * 0.62, r * 0.09, MUSTARD)
    bike(c, 400, 606, 0.62)
    for x, y, k in ((60, 470, 1.0), (330, 470, 0.8), (830, 600, 1.2), (1130, 610, 1.4), (60, 640, 1.3), (1060, 480, 0.7)):
        c.rect(x - 5 * k, y - 30 * k, 10 * k, 36 * k, OAKD)
        c.oval(x, y - 62 * k, 30 * k, 42 * k, PETROL)
        c.oval(x + 8 * k, y - 56 * k, 18 * k, 30 * k, TEAL)


def wifi_hall(c):
    c.rect(0, 0, 1200, 540, PALE)
    floor(c, 540, CLAY)
    for k in range(5):
        c.poly([(k * 300 - 150, 0), (k * 300, 96), (k * 300 + 150, 0)], MIST)
        c.line([(k * 300 - 150, 0), (k * 300, 96), (k * 300 + 150, 0)], TEAL, 8)
    c.rect(0, 92, 1200, 22, PETROL)
    for x in (60, 1120):
        c.rect(x, 110, 30, 440, TEAL)
        for k in range(6):
            c.line([(x, 140 + k * 66), (x + 30, 190 + k * 66)], PETROL, 5)
    for k in range(5):
        c.arc(600, 160, 90 + k * 78, 28, 152, mix(PALE, ORANGE, 0.95 - k * 0.17), 13 - k)
    c.rect(552, 114, 96, 26, WHITE, 12)
    c.circle(600, 142, 13, ORANGE)
    c.rect(820, 104, 130, 34, MUSTARD, 5)
    c.line([(885, 138), (885, 260)], INK, 5)
    c.arc(885, 276, 16, -60, 200, INK, 7)
    c.gear(885, 366, 74, 12, TEAL, PALE, turn=7)
    c.line([(885, 290), (885, 330)], INK, 5)
    c.rect(110, 330, 300, 230, PETROL, 10)
    c.rect(136, 356, 170, 130, DEEP, 6)
    c.gear(221, 421, 56, 11, MUSTARD, DEEP, turn=5)
    c.circle(352, 384, 20, ORANGE)
    for k in range(3):
        c.rect(330, 420 + k * 26, 50, 14, MIST, 4)
    c.rect(90, 540, 340, 22, DEEP)
    figure(c, 500, 618, 300, top=ORANGE, legs=DEEP, skin="#E8B994", hair=MUSTARD, style="scarf", right=((9, 15), (20, 4)), left=((10, 17), (34, 6)))
    tablet(c, 556, 400)
    figure(c, 760, 632, 318, top=TEAL, legs=INK, skin="#7A4A30", hair="#1C1412", helmet=MUSTARD, right=((9, 15), (20, 4)), left=((10, 17), (34, 6)), flip=True)
    tablet(c, 640, 396)
    c.gear(1000, 560, 92, 13, mix(CLAY, INK, 0.25), CLAY, turn=2)
    c.gear(1130, 590, 62, 10, mix(CLAY, INK, 0.4), CLAY, turn=12)


def tablet(c, x, y):
    c.rect(x, y, 66, 46, INK, 6)
    c.rect(x + 5, y + 5, 56, 36, WHITE, 3)
    c.line([(x + 14, y + 30), (x + 28, y + 18), (x + 38, y + 26), (x + 52, y + 13)], ORANGE, 4)


def desk(c):
    c.rect(0, 0, 1200, 580, "#F1E3CB")
    floor(c, 580, CLAY)
    c.rect(120, 70, 420, 300, WHITE, 6)
    c.rect(138, 88, 384, 264, PALE)
    c.circle(440, 160, 38, PEACH)
    saw(c, 300, 96, TEAL, MIST, 4, 138)
    c.rect(138, 300, 384, 52, PETROL)
    c.rect(326, 88, 8, 264, WHITE)
    c.rect(110, 366, 440, 16, OAKD)
    c.rect(800, 110, 290, 12, OAKD)
    for k, (w, h, col) in enumerate(((34, 90, PETROL), (26, 104, MUSTARD), (40, 78, ORANGE), (28, 96, TEAL))):
        c.rect(816 + k * 46, 110 - h + 0, w, h, col, 3)
    c.gear(1040, 76, 33, 10, DEEP, "#F1E3CB")
    plant(c, 1070, 620, 1.75)
    c.rect(404, 400, 20, 190, INK)
    c.rect(380, 330, 70, 150, PETROL, 20)
    c.line([(414, 590), (360, 626)], INK, 12)
    c.line([(414, 590), (468, 626)], INK, 12)
    figure(c, 440, 626, 420, top="#7A9A6B", legs=DEEP, skin="#F1CBAE", hair="#8A683F", right=((12, 14), (34, 14)), left=((12, 16), (42, 15)), sit=True)
    c.rect(560, 410, 430, 20, OAKD, 4)
    for x in (584, 948):
        c.rect(x, 430, 18, 200, OAKD)
    laptop(c, 650, 400, 130, TEAL)
    c.rect(806, 250, 160, 112, INK, 8)
    c.rect(815, 259, 142, 94, PETROL, 3)
    c.gear(886, 306, 32, 10, MUSTARD, PETROL)
    c.rect(876, 362, 20, 48, INK)
    c.rect(846, 404, 80, 8, INK)
    c.line([(590, 408), (590, 330), (630, 270)], INK, 7)
    c.poly([(616, 284), (606, 262), (650, 244), (668, 276)], ORANGE)
    c.rect(572, 402, 40, 10, INK, 4)
    c.rect(940, 374, 32, 36, WHITE, 5)
    c.arc(974, 390, 11, -90, 90, WHITE, 6)


def mail_calendar(c):
    c.rect(0, 0, 1200, 675, PALE)
    c.rect(0, 520, 1200, 160, OAK)
    c.rect(0, 520, 1200, 8, OAKD)
    c.rect(660, 70, 380, 400, WHITE, 10)
    c.rect(660, 70, 380, 84, PETROL, 10)
    c.rect(660, 130, 380, 24, PETROL)
    for k in range(6):
        c.rect(704 + k * 56, 48, 12, 48, INK, 6)
    for r in range(4):
        for k in range(5):
            hot = (r, k) == (2, 3)
            c.rect(692 + k * 66, 178 + r * 70, 52, 54, ORANGE if hot else (MIST if (r * 5 + k) % 7 else MUSTARD), 6)
    c.line([(904, 346), (914, 357), (932, 332)], WHITE, 7)
    c.rect(150, 270, 440, 290, MUSTARD, 8)
    c.rect(196, 120, 350, 340, WHITE, 4)
    for k in range(6):
        c.rect(230, 160 + k * 36, 280 - (k * 53) % 120, 13, MIST if k else ORANGE, 6)
    c.poly([(150, 290), (370, 460), (590, 290), (590, 560), (150, 560)], mix(MUSTARD, WHITE, 0.25))
    c.poly([(150, 560), (345, 425), (370, 445), (395, 425), (590, 560)], mix(MUSTARD, OAKD, 0.35))
    c.circle(370, 470, 34, ORANGE)
    c.gear(370, 470, 20, 9, PEACH, ORANGE)
    c.rect(850, 470, 130, 104, WHITE, 26)
    c.arc(988, 518, 30, -90, 90, WHITE, 15)
    c.oval(915, 474, 62, 12, "#C98A4B")
    c.oval(915, 580, 100, 12, WHITE)
    c.line([(890, 444), (882, 422), (896, 402), (888, 380)], WHITE, 7, smooth=True)
    c.line([(932, 444), (924, 422), (938, 402), (930, 380)], WHITE, 7, smooth=True)
    c.line([(650, 610), (810, 588)], INK, 13)
    c.poly([(650, 603), (650, 617), (628, 613)], PEACH)


def printing(c):
    c.rect(0, 0, 1200, 560, "#F1E3CB")
    floor(c, 560, CLAY)
    c.rect(110, 120, 190, 130, WHITE, 4)
    c.rect(124, 134, 162, 102, MIST)
    c.gear(205, 185, 36, 10, TEAL, MIST)
    c.rect(420, 250, 330, 340, PETROL, 14)
    c.rect(400, 210, 370, 60, DEEP, 12)
    c.rect(440, 176, 200, 40, TEAL, 8)
    c.rect(440, 380, 290, 30, DEEP, 6)
    for k in range(2):
        c.rect(440, 450 + k * 64, 290, 48, TEAL, 6)
        c.rect(555, 468 + k * 64, 60, 10, MIST, 5)
    c.rect(650, 226, 96, 28, MIST, 4)
    c.circle(440, 240, 10, ORANGE)
    c.line([(690, 396), (800, 420), (840, 520), (930, 560), (1010, 500), (990, 400), (1040, 330)], mix(WHITE, CLAY, 0.35), 66, smooth=True)
    c.line([(690, 392), (800, 414), (842, 514), (930, 552), (1004, 494), (984, 396), (1036, 326)], WHITE, 62, smooth=True)
    for x, y in ((760, 398), (812, 440), (842, 506), (900, 546), (972, 532), (996, 466), (988, 400)):
        c.line([(x - 14, y), (x + 14, y + 6)], MIST, 7)
    figure(c, 1120, 640, 340, top=ORANGE, legs=DEEP, skin="#D9A27C", hair="#2B1D1A", style="long", right=((10, 6), (20, -8)), left=((14, 8), (38, -6)), flip=True)
    figure(c, 300, 640, 350, top=MUSTARD, legs=INK, skin="#F3C9A8", hair="#B5562B", right=((12, 8), (27, -8)), left=((-4, 14), (-1, 28)))
    c.rect(404, 352, 48, 32, WHITE, 4)
    c.circle(416, 366, 7, TEAL)
    c.rect(428, 362, 18, 5, ORANGE)
    plant(c, 90, 640, 1.1)


def archive(c):
    c.rect(0, 0, 1200, 590, PALE)
    floor(c, 590, CLAY)
    cols = (PETROL, MUSTARD, TEAL, ORANGE, MIST, OAK, DEEP, PEACH)
    c.rect(70, 40, 1060, 560, OAKD)
    for r in range(4):
        c.rect(86, 54 + r * 136, 1028, 122, mix(OAKD, INK, 0.35))
        x = 100
        i = r * 5
        while x < 1060:
            w, h = 62 + (i * 37) % 56, 64 + (i * 29) % 46
            if x + w > 1106:
                break
            if i % 4 == 3:
                for k in range(3):
                    c.circle(x + 22 + (k % 2) * 34, 176 + r * 136 - 20 - (k // 2) * 34, 19, WHITE)
                    c.circle(x + 22 + (k % 2) * 34, 176 + r * 136 - 20 - (k // 2) * 34, 8, CLAY)
                w = 84
            else:
                c.rect(x, 176 + r * 136 - h, w, h, cols[i % 8], 4)
                c.rect(x + w / 2 - 15, 176 + r * 136 - h + 16, 30, 18, WHITE, 3)
            x += w + 12
            i += 1
        c.rect(70, 176 + r * 136, 1060, 14, OAKD)
    c.rect(596, 54, 130, 122, mix(OAKD, INK, 0.35))
    for x in (470, 560):
        c.line([(x, 640), (x + 40, 90)], WHITE, 13)
    for k in range(9):
        c.line([(474 + k * 4.4, 586 - k * 60), (564 + k * 4.4, 586 - k * 60)], WHITE, 10)
    figure(c, 544, 466, 300, top=ORANGE, legs=DEEP, skin="#F6D2B8", hair="#E2B45E", style="bun", right=((12, -8), (26, -24)), left=((14, -2), (36, -14)))
    c.rect(640, 124, 84, 66, MUSTARD, 5)
    c.rect(666, 144, 32, 18, WHITE, 3)
    c.rect(800, 560, 240, 16, ORANGE, 4)
    c.line([(1032, 566), (1070, 440)], ORANGE, 10)
    for x in (840, 1000):
        c.circle(x, 600, 26, INK)
        c.circle(x, 600, 9, CLAY)
    c.rect(826, 486, 90, 74, PETROL, 4)
    c.rect(926, 506, 84, 54, PEACH, 4)


def tool_wall(c):
    c.rect(0, 0, 1200, 675, "#E9DBC2")
    c.rect(80, 60, 1040, 480, PETROL, 10)
    for r in range(11):
        for k in range(25):
            c.circle(110 + k * 41, 86 + r * 43, 3.4, DEEP)
    for k in range(5):  # spanners, falling in size
        x, h = 150 + k * 62, 250 - k * 32
        c.line([(x, 130), (x, 130 + h)], MIST, 17)
        c.circle(x, 126, 25 - k * 2, MIST)
        c.poly([(x - 9, 96), (x + 9, 96), (x + 7, 128), (x - 7, 128)], PETROL)
        c.circle(x, 130 + h, 21 - k * 1.5, MIST)
        c.circle(x, 130 + h, 10 - k * 0.8, PETROL)
    c.rect(500, 120, 22, 330, MUSTARD, 4)  # calliper
    c.rect(480, 120, 96, 26, MUSTARD, 3)
    c.poly([(548, 140), (578, 140), (572, 208)], MUSTARD)
    c.rect(486, 232, 84, 44, WHITE, 4)
    c.poly([(548, 270), (572, 270), (568, 222), (556, 222)], WHITE)
    for k in range(8):
        c.line([(504, 300 + k * 17), (512, 300 + k * 17)], PETROL, 3)
    c.poly([(640, 150), (660, 132), (950, 232), (950, 250), (640, 250)], MIST)  # saw
    for k in range(20):
        c.poly([(640 + k * 15.5, 250), (655.5 + k * 15.5, 250), (648 + k * 15.5, 262)], MIST)
    c.blob([(940, 206), (1010, 200), (1048, 232), (1032, 280), (970, 276), (938, 256)], ORANGE)
    c.oval(992, 240, 24, 16, PETROL)
    c.rect(660, 310, 26, 180, OAK, 10)  # hammer
    c.rect(624, 302, 100, 44, INK, 8)
    for k, col in enumerate((ORANGE, MUSTARD, OAK)):
        c.rect(768 + k * 52, 310, 30, 78, col, 13)
        c.rect(778 + k * 52, 384, 10, 90 - k * 16, MIST, 3)
    c.gear(1010, 400, 62, 11, mix(PETROL, WHITE, 0.16), PETROL, turn=6)  # the empty place
    c.rect(0, 560, 1200, 115, OAK)
    c.rect(0, 560, 1200, 10, OAKD)
    c.gear(160, 548, 44, 10, ORANGE, "#E9DBC2")
    c.rect(250, 500, 120, 62, TEAL, 6)
    c.rect(286, 488, 48, 14, DEEP, 4)
    c.gear(968, 452, 62, 11, ORANGE, PETROL, turn=6)
    c.line([(1150, 720), (1060, 560)], WHITE, 104)
    c.line([(1060, 560), (1024, 520)], "#7A4A30", 66)
    c.blob([(960, 500), (984, 470), (1030, 470), (1060, 510), (1050, 556), (1000, 560), (966, 536)], "#7A4A30")
    for k in range(4):
        c.line([(1006, 486 + k * 17), (950 + k * 5, 474 + k * 21)], "#7A4A30", 19)
        c.line([(1002, 478 + k * 17), (968 + k * 5, 470 + k * 20)], "#5E3622", 3)


def phone_call(c):
    c.rect(0, 0, 1200, 675, "#F7DFC6")
    c.circle(610, 210, 92, "#F4C79F")
    c.rect(300, 518, 620, 160, "#C9D9B6")
    c.poly([(330, 520), (480, 330), (580, 430), (700, 300), (880, 520)], MIST)
    c.poly([(400, 540), (560, 440), (640, 500), (760, 420), (860, 540)], TEAL)
    c.blob([(-80, 720), (-80, 470), (180, 440), (400, 480), (520, 600), (600, 700)], PETROL)
    c.blob([(1280, 720), (1280, 450), (1040, 430), (820, 470), (700, 600), (620, 700)], mix(PETROL, INK, 0.2))
    c.line([(612, 690), (594, 630), (624, 575), (604, 524)], PALE, 17, smooth=True)
    c.line([(246, 262), (420, 130), (610, 96), (800, 130), (956, 258)], ORANGE, 9, smooth=True)
    figure(c, 200, 500, 320, top=MUSTARD, legs=DEEP, skin="#D9A27C", hair="#2B1D1A", style="long", right=((14, 2), (9, -15)), left=((12, 16), (40, 13)), sit=True)
    c.line([(234, 236), (246, 262), (240, 284)], INK, 13)
    c.rect(110, 446, 90, 16, OAKD, 4)
    c.rect(120, 460, 12, 60, OAKD)
    c.rect(180, 460, 12, 60, OAKD)
    c.rect(290, 366, 190, 15, OAK, 4)
    c.rect(306, 380, 13, 110, OAK)
    c.rect(448, 380, 13, 115, OAK)
    laptop(c, 340, 358, 96, TEAL)
    figure(c, 1000, 500, 320, top=ORANGE, legs=INK, skin="#F3C9A8", hair="#B5562B", helmet=MUSTARD, right=((14, 2), (9, -15)), left=((-4, 14), (-1, 28)), flip=True)
    c.line([(966, 236), (954, 262), (960, 284)], INK, 13)
    c.rect(1060, 340, 170, 150, TEAL, 10)
    c.gear(1140, 410, 50, 11, MUSTARD, TEAL)
    c.circle(1092, 364, 9, ORANGE)
    for x, y in ((500, 60), (720, 66), (860, 100), (350, 110)):
        c.line([(x - 18, y + 6), (x - 8, y), (x, y + 6), (x + 8, y), (x + 18, y + 6)], INK, 4, smooth=True)


def terminal_gloves(c):
    c.rect(0, 0, 1200, 675, MIST)
    c.gear(190, 190, 240, 18, PALE, MIST, turn=3)
    c.gear(1050, 520, 270, 20, PALE, MIST, turn=5)
    c.gear(478, 80, 120, 10, TEAL, MIST, turn=16)
    c.rect(300, 90, 520, 420, DEEP, 26)
    c.rect(332, 122, 456, 330, WHITE, 8)
    c.rect(332, 122, 456, 54, PETROL, 8)
    c.rect(356, 140, 150, 18, MIST, 8)
    c.circle(752, 149, 13, MUSTARD)
    c.rect(356, 200, 200, 228, PALE, 6)
    c.gear(456, 314, 82, 14, TEAL, PALE, turn=4)
    c.arc(456, 314, 96, 200, 340, ORANGE, 4)
    c.rect(580, 200, 184, 104, "#5E8F57", 12)
    c.line([(606, 252), (626, 272), (664, 230)], WHITE, 14)
    c.rect(580, 324, 184, 104, CLAY, 12)
    c.line([(650, 354), (694, 398)], INK, 13)
    c.line([(694, 354), (650, 398)], INK, 13)
    c.circle(560, 482, 16, ORANGE)
    c.rect(510, 510, 100, 180, INK)
    c.line([(1140, 740), (960, 520)], PETROL, 170)
    c.line([(1000, 566), (930, 480)], mix(MUSTARD, INK, 0.12), 150)
    c.line([(922, 470), (880, 418)], MUSTARD, 124)
    c.blob([(790, 420), (800, 340), (850, 310), (920, 330), (972, 396), (960, 470), (890, 490), (820, 470)], MUSTARD)
    c.line([(820, 350), (722, 296)], MUSTARD, 50)
    c.line([(840, 400), (800, 388)], MUSTARD, 46)
    for x, y in ((800, 396), (818, 438), (846, 470)):
        c.line([(x + 46, y), (x, y + 6)], mix(MUSTARD, INK, 0.1), 42)
    c.line([(924, 350), (900, 292), (866, 270)], MUSTARD, 46, smooth=True)
    c.line([(862, 500), (984, 404)], ORANGE, 17)


def meeting_room(c):
    c.rect(0, 0, 1200, 540, PETROL)
    floor(c, 540, mix(PETROL, INK, 0.35))
    c.rect(300, 56, 600, 300, INK, 12)
    c.rect(314, 70, 282, 272, PALE)
    c.rect(604, 70, 282, 272, PEACH)
    from people import CAST, bust
    for x, name in ((455, "tomas-novak"), (745, "ida-lorenzen")):
        with c.at(x, 196, 0.5):
            bust(c, CAST[name])
    c.rect(300, 342, 600, 198, PETROL)
    c.rect(300, 540, 600, 135, mix(PETROL, INK, 0.35))
    c.rect(300, 342, 600, 14, INK)
    c.rect(200, 0, 6, 60, MIST)
    c.rect(994, 0, 6, 60, MIST)
    for x in (203, 997):
        c.poly([(x - 46, 110), (x + 46, 110), (x + 24, 58), (x - 24, 58)], MUSTARD)
    c.oval(600, 560, 430, 84, mix(OAKD, INK, 0.3))
    c.oval(600, 544, 430, 84, OAK)
    c.circle(600, 520, 4, ORANGE)
    c.oval(600, 524, 44, 13, mix(ORANGE, INK, 0.3))
    c.oval(600, 516, 44, 13, ORANGE)
    for k in range(3):
        c.arc(600, 512, 64 + k * 24, 205, 335, mix(PETROL, ORANGE, 0.9 - k * 0.25), 6)
    laptop(c, 770, 544, 96, TEAL)
    c.rect(392, 496, 34, 40, WHITE, 5)
    c.rect(470, 548, 84, 9, WHITE)
    figure(c, 250, 690, 440, top=MUSTARD, legs=INK, skin="#7A4A30", hair="#1C1412", right=((14, 12), (36, 8)), left=((-6, 14), (-2, 28)))
    figure(c, 990, 690, 430, top=ORANGE, legs=INK, skin="#F6D2B8", hair="#8C3B4A", style="scarf", right=((12, 14), (28, 12)), left=((-6, 14), (-2, 28)), flip=True)
    figure(c, 1120, 700, 400, top=TEAL, legs=INK, skin="#F0C8AC", hair="#BFC3C2", style="bun", right=((8, 14), (14, 6)), left=((-6, 14), (-2, 28)), flip=True)


def crane(c):
    c.rect(0, 0, 1200, 675, "#F7DFC6")
    c.circle(170, 150, 72, "#F4C79F")
    for x, y, w in ((330, 150, 150), (860, 190, 170), (60, 290, 120)):
        c.rect(x, y, w, 13, "#FBEEDF", 6)
    floor(c, 560, CLAY)
    c.rect(90, 500, 300, 70, mix(CLAY, INK, 0.25))
    for k in range(6):
        c.line([(110 + k * 52, 500), (96 + k * 52, 470 - (k * 17) % 24)], mix(CLAY, INK, 0.4), 7)
    c.rect(800, 500, 330, 70, PETROL)
    c.rect(784, 488, 362, 22, DEEP)
    x = 640
    for g in (0, 64):
        c.rect(x + g - 5, 90, 11, 490, ORANGE)
    for k in range(9):
        c.line([(x, 130 + k * 50), (x + 64, 180 + k * 50)], ORANGE, 6)
        c.line([(x + 64, 130 + k * 50), (x, 180 + k * 50)], ORANGE, 6)
    c.line([(200, 100), (1130, 100)], ORANGE, 13)
    c.line([(260, 66), (1060, 66)], ORANGE, 7)
    for k in range(20):
        c.line([(260 + k * 40, 66 if k % 2 else 100), (300 + k * 40, 100 if k % 2 else 66)], ORANGE, 5)
    c.line([(672, 20), (260, 66)], INK, 4)
    c.line([(672, 20), (1060, 66)], INK, 4)
    c.line([(672, 18), (672, 100)], ORANGE, 12)
    c.rect(624, 112, 96, 66, DEEP, 6)
    c.rect(676, 124, 36, 34, PALE, 4)
    c.rect(1070, 96, 80, 62, INK, 4)
    c.rect(420, 92, 60, 22, INK, 4)
    for dx in (-90, 90):
        c.line([(450, 114), (450, 170)], INK, 5)
        c.line([(450, 176), (450 + dx, 236)], INK, 4)
    c.circle(450, 174, 11, INK)
    c.rect(332, 236, 236, 190, TEAL, 6)
    c.rect(332, 236, 236, 24, PETROL, 6)
    for r in range(3):
        for k in range(4):
            c.rect(354 + k * 52, 276 + r * 48, 34, 30, MUSTARD if (r * 4 + k) % 5 else PALE, 3)
    c.arc(620, 320, 110, -40, 40, mix("#F7DFC6", PETROL, 0.5), 6)
    figure(c, 230, 640, 270, top=MUSTARD, legs=INK, skin="#F6D2B8", hair="#E2B45E", helmet=WHITE, right=((10, -8), (20, -24)), left=((-10, -6), (-14, -24)))
    figure(c, 980, 650, 280, top=PETROL, legs=INK, skin="#7A4A30", hair="#1C1412", helmet=MUSTARD, right=((12, -4), (27, -10)), left=((-5, 14), (-2, 27)), flip=True)
    for k in range(3):
        x = 480 + k * 120
        c.poly([(x, 640), (x + 44, 640), (x + 29, 574), (x + 15, 574)], ORANGE)
        c.rect(x + 8, 602, 28, 12, WHITE)


def fax(c):
    c.rect(0, 0, 1200, 560, mix(PETROL, TEAL, 0.35))
    floor(c, 560, OAK)
    for k in range(10):
        c.line([(k * 140 - 40, 675), (k * 110 + 105, 560)], OAKD, 4)
    c.rect(90, 110, 200, 250, MUSTARD)
    c.rect(106, 126, 168, 218, PAPER)
    c.rect(136, 160, 108, 120, INK, 4)
    c.rect(158, 160, 64, 44, MIST)
    c.rect(150, 226, 80, 54, WHITE)
    c.rect(900, 110, 210, 160, MUSTARD)
    c.rect(916, 126, 178, 128, PAPER)
    c.gear(1005, 190, 46, 11, ORANGE, PAPER)
    c.poly([(600, -10), (430, 420), (770, 420)], mix(TEAL, PALE, 0.35))
    c.rect(450, 400, 300, 200, PAPER)
    c.rect(430, 380, 340, 28, WHITE)
    c.rect(430, 592, 340, 28, WHITE)
    c.rect(545, 460, 110, 50, MUSTARD, 3)
    c.poly([(470, 380), (500, 290), (740, 290), (740, 380)], "#D9D2C2")
    c.rect(500, 270, 240, 34, "#C6BEAB", 6)
    c.rect(478, 262, 70, 100, "#B4AB96", 12)
    c.rect(470, 276, 86, 24, INK, 12)
    c.rect(470, 336, 86, 24, INK, 12)
    for r in range(3):
        for k in range(4):
            c.rect(600 + k * 30, 316 + r * 20, 20, 12, ORANGE if (r, k) == (2, 3) else INK, 3)
    c.poly([(560, 272), (560, 190), (700, 190), (700, 272)], WHITE)
    c.line([(720, 340), (800, 350), (830, 430), (800, 520), (850, 600), (960, 616), (1040, 590)], WHITE, 44, smooth=True)
    for x, y in ((770, 345), (826, 410), (818, 470), (806, 540), (850, 596), (920, 614), (980, 610)):
        c.line([(x - 11, y), (x + 11, y + 3)], MIST, 6)
    for x in (340, 860):
        c.line([(x, 640), (x, 510)], MUSTARD, 10)
        c.circle(x, 506, 12, MUSTARD)
    c.line([(340, 520), (470, 590), (600, 600), (730, 590), (860, 520)], "#8C3B4A", 11, smooth=True)
    figure(c, 270, 650, 380, top=ORANGE, legs=DEEP, skin="#E9BE93", hair="#1E1A1D", right=((5, 14), (12, 2)), left=((12, 12), (22, 0)))


def locker(c):
    c.rect(0, 0, 1200, 675, "#12343B")
    c.circle(1040, 120, 62, "#F3E7CF")
    c.circle(1064, 104, 54, "#12343B")
    for i in range(34):
        c.circle((i * i * 353 + i * 41) % 1200, (i * i * i * 37 + i * 97) % 180 + 14, 1.6 + i % 3 * 0.7, "#7FA3A5")
    saw(c, 250, 170, "#0B2B31", "#1B525A", 8, -60)
    c.rect(0, 250, 1200, 330, "#0B2B31")
    floor(c, 575, "#08242A")
    c.rect(200, 120, 720, 470, TEAL, 10)
    for r in range(4):
        for k in range(6):
            x, y = 222 + k * 114, 140 + r * 110
            if (r, k) == (1, 3):
                continue
            c.rect(x, y, 102, 98, PETROL if (r + k) % 3 else mix(PETROL, TEAL, 0.4), 6)
            c.circle(x + 84, y + 50, 6, MUSTARD if (r * 6 + k) % 5 else ORANGE)
            for j in range(3):
                c.line([(x + 20, y + 20 + j * 10), (x + 52, y + 20 + j * 10)], TEAL, 4)
    c.rect(564, 250, 102, 98, "#F7DFA6", 4)
    c.poly([(564, 250), (516, 228), (516, 372), (564, 348)], ORANGE)
    c.circle(528, 300, 6, WHITE)
    c.poly([(564, 348), (666, 348), (820, 590), (500, 590)], "#1C4A4F")
    figure(c, 770, 630, 400, top=MUSTARD, legs=PETROL, skin="#F1CBAE", hair="#5B3423", style="bun", right=((12, 6), (26, -3)), left=((14, 8), (38, -3)), flip=True)
    with c.at(600, 318, 1):
        c.rect(-30, -14, 110, 22, INK, 5)
        c.rect(-24, -10, 98, 6, MIST, 2)
    c.rect(980, 300, 150, 290, "#174850", 10)
    c.rect(1000, 322, 110, 150, MUSTARD, 6)
    for k in range(6):
        c.rect(1012 + (k % 3) * 33, 338 + (k // 3) * 66, 22, 48, (ORANGE, PETROL, WHITE)[k % 3], 6)
    c.rect(1020, 520, 70, 40, INK, 6)


def outage(c):
    c.rect(0, 0, 1200, 675, DEEP)
    floor(c, 580, "#07292C")
    c.line([(60, 110), (430, 110), (500, 116), (560, 190), (600, 220), (640, 190), (720, 116), (800, 110), (1140, 110)], MIST, 9, smooth=True)
    c.circle(600, 220, 15, ORANGE)
    for k in range(6):
        x = 70 + k * 182
        dark = k == 3
        c.rect(x, 260, 150, 340, "#0D454A" if not dark else "#08191B", 8)
        for r in range(7):
            y = 280 + r * 43
            c.rect(x + 14, y, 122, 30, PETROL if not dark else "#10292B", 4)
            for j in range(4):
                c.rect(x + 26 + j * 17, y + 9, 10, 12, TEAL if not dark else "#1A3638", 2)
            c.circle(x + 120, y + 15, 5.5, ("#8FD18A" if (r + k) % 4 else MUSTARD) if not dark else "#24484A")
    c.poly([(640, 520), (612, 350), (770, 350), (772, 470)], "#2A5F57")
    c.rect(636, 410, 122, 30, "#3E6F63", 4)
    c.circle(736, 425, 8, ORANGE)
    with c.at(520, 640, 3.0):
        c.line([(0, -30), (22, -30), (22, -3), (30, -3)], INK, 10)
        c.line([(-2, -30), (4, -5), (-16, -3)], "#24373A", 10)
        c.blob([(0, -68), (9, -66), (12, -58), (11, -34), (0, -27), (-12, -32), (-12, -56), (-8, -66)], MUSTARD)
        c.line([(0, -72), (0, -66)], "#C99571", 6.5)
        c.oval(1, -79, 8.4, 9.6, "#E8B994")
        c.ring(ORANGE, [(1, -91.5), (10, -87), (12, -78), (10, -68), (1, -63.5), (-9, -68), (-10.5, -78), (-8.5, -87)], [(2, -86.5), (7.8, -83), (8.6, -77), (6, -71.5), (2, -70.4), (-2.5, -71.5), (-4.6, -77), (-4, -83)])
        c.circle(2.5, -79, 1.15, INK)
        c.circle(7, -79, 1.15, INK)
        c.line([(2.6, -75), (4.6, -74.2), (6.6, -75)], "#7A3226", 1.1)
        c.line([(8, -62), (20, -52), (36, -50)], mix(MUSTARD, INK, 0.2), 7)
        c.circle(36, -50, 3.9, "#E8B994")
        c.line([(34, -50), (44, -49)], WHITE, 4.5)
    c.rect(180, 604, 90, 48, ORANGE, 6)
    c.arc(225, 606, 22, 180, 360, mix(ORANGE, INK, 0.3), 8)


def hook(c):
    c.rect(0, 0, 1200, 675, TEAL)
    c.rect(0, 0, 1200, 112, PALE)
    for k in range(13):
        c.oval(k * 100, 116, 56, 17, PALE)
    for y, col in ((330, mix(TEAL, PETROL, 0.4)), (500, mix(TEAL, PETROL, 0.75))):
        c.blob([(-100, 760), (-100, y + 40), (200, y), (520, y + 50), (860, y - 10), (1300, y + 40), (1300, 760)], col)
    c.line([(600, -10), (600, 330)], WHITE, 4)
    c.line([(600, 330), (600, 470), (574, 540), (510, 548), (470, 500), (472, 456)], INK, 15, smooth=True)
    c.poly([(458, 462), (472, 420), (500, 470)], INK)
    c.circle(600, 326, 13, INK)
    with c.at(600, 250, 1, 8):
        phone(c, -74, -50, 150, "#F7DFA6")
        c.rect(-46, 10, 94, 60, WHITE, 10)
        c.poly([(-30, 66), (-8, 66), (-30, 88)], WHITE)
        for k in range(3):
            c.circle(-22 + k * 23, 40, 7, ORANGE)
        c.rect(-40, 120, 82, 34, ORANGE, 10)
        c.rect(-46, 176, 94, 12, CLAY, 6)
    for x, y, k, col, flip in ((250, 300, 1.15, ORANGE, False), (940, 250, 1.0, MUSTARD, True), (900, 500, 1.35, PEACH, True)):
        with c.at(x, y, k, -6 if flip else 4, flip=flip):
            c.blob([(-96, -46), (-70, -10), (-60, 0), (-70, 12), (-98, 46), (-120, 30), (-112, 0), (-122, -30)], mix(col, INK, 0.15))
            c.blob([(-76, 0), (-30, -46), (30, -52), (80, -24), (92, 0), (80, 22), (30, 48), (-30, 42)], col)
            c.blob([(-16, -46), (14, -78), (40, -70), (36, -48)], mix(col, INK, 0.15))
            c.arc(14, 0, 34, -60, 60, mix(col, INK, 0.18), 5)
            c.circle(60, -12, 14, WHITE)
            c.circle(58, -11, 7, INK)
            c.line([(44, -36), (56, -44), (72, -42)], INK, 5, smooth=True)
            c.line([(62, 18), (74, 21), (84, 14)], INK, 4.5, smooth=True)
    for x, y, r in ((370, 250, 12), (392, 220, 8), (380, 190, 6), (800, 190, 10), (816, 164, 6), (744, 430, 12), (726, 400, 8), (150, 470, 9)):
        c.arc(x, y, r, 0, 360, PALE, 3.5)
    for x, h, col in ((90, 150, PETROL), (130, 200, DEEP), (1090, 170, DEEP), (1130, 120, PETROL), (390, 90, DEEP)):
        c.line([(x, 690), (x - 16, 675 - h * 0.35), (x + 14, 675 - h * 0.7), (x, 675 - h)], col, 18, smooth=True)


SCENES = (mission, vision, service_desk, keys, vpn_road, wifi_hall, desk, mail_calendar, printing, archive, tool_wall, phone_call, terminal_gloves, meeting_room, crane, fax, locker, outage, hook)

if __name__ == "__main__":
    for scene in SCENES:
        pen = Svg()
        scene(pen)
        (OUT / f"{scene.__name__.replace('_', '-')}.svg").write_text(pen.text(), encoding="utf-8", newline="\n")
