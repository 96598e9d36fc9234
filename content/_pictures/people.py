"""Faces and figures, drawn with any pen. A bust is drawn around the middle of its face."""
from pen import CLAY, DEEP, INK, MIST, MUSTARD, ORANGE, PALE, PEACH, PETROL, SAND, TEAL, WHITE, mix

CAST = {
    "jonas-wuebben": dict(skin="#F3C9A8", hair="#B5562B", style="short", beard=True, freckles=True, top=PETROL, shirt=WHITE, ground=PALE, disc=MIST),
    "nadia-brandt": dict(skin="#D9A27C", hair="#2B1D1A", style="curls", top=ORANGE, shirt=None, ground=SAND, disc="#F1E3CB", earrings=MUSTARD, open=True),
    "meryem-aydin": dict(skin="#E8B994", hair="#2B1D1A", style="scarf", scarf=MUSTARD, top=DEEP, shirt=None, ground=MIST, disc=PALE),
    "tomas-novak": dict(skin="#F1CBAE", hair="#8A683F", style="parted", glasses="round", moustache=True, top="#7A9A6B", shirt=WHITE, ground="#F1E3CB", disc=SAND),
    "kwame-mensah": dict(skin="#7A4A30", hair="#1C1412", style="crop", beard="trim", top=MUSTARD, shirt=WHITE, ground=TEAL, disc="#5A999B", open=True),
    "ida-lorenzen": dict(skin="#F6D2B8", hair="#E2B45E", style="long", top=TEAL, shirt=None, ground=PEACH, disc="#F6CBAC"),
    "greta-hollmann": dict(skin="#F0C8AC", hair="#BFC3C2", style="bob", glasses="large", lines=True, top="#8C3B4A", shirt=WHITE, ground=PALE, disc=SAND, earrings=ORANGE),
    "paul-ehlers": dict(skin="#E9BE93", hair="#1E1A1D", style="tousled", top=ORANGE, hood=True, shirt=None, ground=MIST, disc=SAND, open=True),
}


def mirrored(half):
    """A closed outline from its right half, listed from top to bottom."""
    return half + [(-x, y) for x, y in reversed(half) if x]


def bust(c, s):
    skin, hair, style = s["skin"], s["hair"], s["style"]
    shade, blush = mix(skin, "#8A3B1E", 0.20), mix(skin, "#E0603A", 0.19)
    if style == "curls":
        for x, y, r in ((-88, -92, 58), (-30, -132, 60), (40, -132, 58), (94, -88, 58), (-118, -24, 56), (118, -20, 56), (-124, 52, 56), (124, 56, 56), (-108, 120, 52), (110, 122, 52), (-78, 166, 40), (80, 168, 40)):
            c.circle(x, y, r, hair)
    if style == "long":
        c.blob(mirrored([(0, -152), (80, -132), (122, -50), (128, 70), (146, 190), (150, 300), (80, 320), (0, 300)]), mix(hair, "#7A4A20", 0.28))
    if style == "bob":
        c.blob(mirrored([(0, -150), (84, -130), (124, -50), (130, 50), (126, 128), (60, 142), (0, 120)]), mix(hair, "#5A6664", 0.35))
    # clothes and neck
    top = s["top"]
    c.blob(mirrored([(0, 182), (64, 186), (140, 214), (214, 250), (252, 330), (270, 470), (276, 760), (0, 800)]), top)
    if s.get("hood"):
        c.blob(mirrored([(0, 240), (70, 168), (116, 190), (104, 262), (0, 316)]), mix(top, INK, 0.22))
    c.blob(mirrored([(0, 60), (46, 70), (48, 130), (54, 176), (72, 198), (30, 232), (0, 246)]), skin)
    c.blob(mirrored([(0, 108), (47, 92), (48, 140), (0, 168)]), shade)
    if s.get("shirt"):
        for g in (-1, 1):
            c.poly([(g * 54, 168), (g * 92, 204), (g * 58, 266), (0, 240)], s["shirt"])
            c.line([(g * 58, 266), (0, 240)], mix(s["shirt"], INK, 0.16), 3)
        c.line([(0, 244), (0, 460)], mix(top, INK, 0.25), 4)
    elif style != "scarf" and not s.get("hood"):
        c.line([(-72, 196), (-34, 238), (0, 250), (34, 238), (72, 196)], mix(top, INK, 0.2), 9, smooth=True)
    if s.get("hood"):
        for g in (-1, 1):
            c.line([(g * 30, 258), (g * 36, 300), (g * 32, 344)], WHITE, 7, smooth=True)
    # head
    if style not in ("scarf", "long", "bob"):
        for g in (-1, 1):
            c.oval(g * 94, 8, 17, 25, skin)
            c.oval(g * 95, 10, 8, 13, shade)
    if s.get("earrings"):
        for g in (-1, 1):
            c.circle(g * (97 if style == "curls" else 92), 52 if style == "curls" else 62, 9, s["earrings"])
    face = mirrored([(0, -126), (58, -112), (90, -58), (92, 10), (78, 70), (42, 112), (0, 124)])
    c.blob(face, skin)
    for g in (-1, 1):
        c.circle(g * 56, 42, 19, blush)
    if s.get("freckles"):
        for x, y in ((-66, 28), (-50, 34), (-58, 44), (66, 28), (50, 34), (58, 44), (-40, 26), (40, 26)):
            c.circle(x, y, 2.6, shade)
    # beards lie below the mouth
    if s.get("beard"):
        beard = hair if s["beard"] is True else mix(hair, skin, 0.14)
        c.poly_smooth(beard, [(93, 0), (92, 52), (74, 100), (40, 136), (0, 146), (-40, 136), (-74, 100), (-92, 52), (-93, 0), (-80, 22), (-72, 50), (-46, 48), (-22, 42), (0, 47), (22, 42), (46, 48), (72, 50), (80, 22)] if s["beard"] is True else [(93, -6), (90, 56), (72, 96), (38, 126), (0, 134), (-38, 126), (-72, 96), (-90, 56), (-93, -6), (-84, 20), (-76, 58), (-52, 60), (-24, 46), (0, 50), (24, 46), (52, 60), (76, 58), (84, 20)])
        c.oval(0, 72, 36 if s.get("open") else 32, 17, skin) if not s.get("open") else None
    # mouth
    lip = "#7A3226" if skin != "#7A4A30" else "#3E1A14"
    if s.get("open"):
        c.poly_smooth(lip, [(-40, 60), (-20, 64), (0, 66), (20, 64), (40, 60), (28, 84), (0, 95), (-28, 84)])
        c.poly_smooth(WHITE, [(-33, 64), (-16, 67), (0, 69), (16, 67), (33, 64), (22, 76), (0, 80), (-22, 76)])
    else:
        c.line([(-34, 64), (-18, 76), (0, 80), (18, 76), (34, 64)], lip, 6.5, smooth=True)
    c.line([(3, -2), (10, 24), (12, 32), (3, 37), (-6, 35)], shade, 5.5, smooth=True)
    if s.get("moustache"):
        for g in (-1, 1):
            c.poly_smooth(mix(hair, INK, 0.1), [(0, 46), (g * 22, 43), (g * 46, 58), (g * 40, 63), (g * 20, 60), (0, 59)])
    brow = mix(hair, INK, 0.35) if style != "scarf" else "#2B1D1A"
    if s.get("lines"):
        brow = "#8A8F8E"
    for g in (-1, 1):
        c.line([(g * 22, -46), (g * 40, -51), (g * 58, -41)], brow, 7, smooth=True)
        c.oval(g * 38, -10, 8.5, 10.5, INK)
        c.circle(g * 38 + 3, -14, 3, WHITE)
        c.line([(g * 27, -18), (g * 38, -24), (g * 50, -18)], mix(skin, INK, 0.55), 3.2, smooth=True)
        if s.get("lines"):
            c.line([(g * 62, -8), (g * 72, -13)], shade, 3)
            c.line([(g * 62, -2), (g * 73, -2)], shade, 3)
            c.line([(g * 46, 52), (g * 52, 66), (g * 50, 78)], shade, 3.2, smooth=True)
    # hair in front
    if style == "short":
        c.poly_smooth(hair, [(-96, -14), (-102, -70), (-84, -128), (-30, -156), (30, -158), (84, -132), (104, -74), (96, -14), (84, -46), (70, -82), (30, -92), (-20, -88), (-66, -80), (-86, -48)])
    if style == "crop":
        c.poly_smooth(hair, [(-94, -20), (-98, -74), (-72, -126), (0, -146), (72, -126), (98, -74), (94, -20), (84, -60), (62, -92), (0, -100), (-62, -92), (-84, -60)])
    if style == "parted":
        c.poly_smooth(hair, [(-95, -8), (-106, -70), (-84, -136), (-10, -162), (70, -146), (106, -80), (95, -8), (84, -52), (66, -78), (20, -84), (-30, -108), (-58, -84), (-84, -52)])
        c.line([(-44, -104), (-30, -134), (-8, -150)], mix(hair, INK, 0.25), 5, smooth=True)
    if style == "tousled":
        c.poly_smooth(hair, [(-96, -6), (-112, -60), (-104, -104), (-84, -112), (-74, -156), (-44, -146), (-14, -176), (14, -150), (52, -168), (66, -138), (100, -120), (108, -62), (96, -6), (82, -52), (62, -66), (46, -94), (22, -66), (-4, -92), (-30, -62), (-54, -86), (-82, -52)])
    if style == "curls":
        for x, y, r in ((-74, -98, 36), (-30, -114, 36), (18, -118, 36), (62, -102, 36), (88, -62, 28), (-92, -58, 28)):
            c.circle(x, y, r, mix(hair, "#7A4A30", 0.12))
    if style == "long":
        c.poly_smooth(hair, [(-128, 120), (-122, 0), (-118, -80), (-70, -146), (0, -160), (70, -146), (118, -80), (122, 0), (128, 120), (104, 190), (92, 60), (88, -30), (66, -58), (30, -54), (0, -60), (-30, -54), (-66, -58), (-88, -30), (-92, 60), (-104, 190)])
    if style == "bob":
        c.poly_smooth(hair, [(-128, 110), (-128, 10), (-114, -84), (-60, -148), (10, -158), (76, -140), (118, -80), (128, 10), (128, 110), (96, 118), (88, 20), (84, -46), (50, -72), (0, -92), (-34, -100), (-60, -70), (-86, -30), (-90, 30), (-96, 118)])
    if style == "scarf":
        scarf = s["scarf"]
        dark = mix(scarf, "#7A4A10", 0.28)
        under = mix(scarf, "#5A3208", 0.55)
        c.ring(under, mirrored([(0, -138), (66, -124), (102, -62), (102, 20), (84, 86), (44, 128), (0, 138)]), mirrored([(0, -104), (54, -92), (80, -44), (82, 16), (70, 70), (38, 108), (0, 118)]))
        c.ring(scarf, mirrored([(0, -160), (84, -140), (126, -64), (130, 40), (122, 130), (150, 214), (96, 262), (0, 282)]), mirrored([(0, -112), (58, -100), (85, -48), (87, 18), (74, 74), (40, 112), (0, 123)]))
        c.line([(-98, 106), (-40, 172), (40, 192), (116, 160)], dark, 6, smooth=True)
        c.line([(-118, 150), (-50, 214), (40, 232), (132, 202)], dark, 6, smooth=True)
        c.line([(60, 116), (92, 80), (104, 30)], dark, 5, smooth=True)
    if s.get("glasses"):
        r = 33 if s["glasses"] == "large" else 27
        frame = ORANGE if s["glasses"] == "large" else INK
        for g in (-1, 1):
            c.arc(g * 39, -9, r, 0, 360, frame, 5.5)
            c.line([(g * (39 + r), -13), (g * 92, -20)], frame, 5.5)
        c.line([(-39 + r, -12), (0, -17), (39 - r, -12)], frame, 5.5, smooth=True)


def figure(c, x, ground, h, top=PETROL, legs=INK, skin="#F1CBAE", hair="#2B1D1A", style="short", left=None, right=None, sit=False, helmet=None, flip=False, walk=0.0):
    """A standing, walking or sitting person. left, right: elbow and hand, in hundredths of the height from the shoulder."""
    with c.at(x, ground, h / 100, flip=flip):
        leg, shade = -44, mix(top, INK, 0.2)
        if sit:
            c.line([(0, leg + 12), (22, leg + 14), (22, -4)], legs, 10)
            c.line([(20, -3), (28, -3)], INK, 6)
        else:
            k = walk * 10
            for g, col in ((-1, mix(legs, WHITE, 0.12)), (1, legs)):
                foot = g * (4.5 + k)
                c.line([(g * 3.6, leg), (foot, -4)], col, 8.5)
                c.line([(foot, -2.6), (foot + 5, -2.6)], INK, 5)
        if left:
            c.line([(-8, -70), (-8 + left[0][0], -70 + left[0][1]), (-8 + left[1][0], -70 + left[1][1])], shade, 7)
            c.circle(-8 + left[1][0], -70 + left[1][1], 3.9, skin)
        if style == "long":
            c.blob([(-2, -99), (7, -95), (7, -84), (2, -72), (-4, -62), (-14, -61), (-13, -76), (-11, -92)], hair)
        c.blob([(0, -76.5), (8, -76), (12.5, -70), (12.5, -56), (11.5, -40), (0, -37.5), (-11.5, -40), (-12.5, -56), (-12.5, -70), (-8, -76)], top)
        c.line([(0, -80), (0, -75)], mix(skin, "#8A3B1E", 0.2), 6.5)
        if style == "bun":
            c.circle(-6, -101, 5, hair)
        c.oval(0, -87, 8.4, 9.6, skin)
        if style == "scarf":
            c.ring(hair, [(0, -99.5), (9, -95), (11, -86), (9.5, -76), (0, -71.5), (-9.5, -76), (-11, -86), (-9, -95)], [(1, -94.5), (6.8, -91), (7.6, -85), (5, -79.5), (1, -78.4), (-3.5, -79.5), (-5.6, -85), (-5, -91)])
        elif not helmet:
            if style == "long":
                c.blob([(-5, -96), (-2.5, -88), (-4.5, -76), (-5, -64), (-13, -62), (-13.5, -76), (-11, -92)], hair)
            c.poly_smooth(hair, [(-9.2, -84), (-10, -93), (-5, -98.8), (3, -99.4), (9, -95), (9.4, -88), (6, -92), (0, -93), (-5.5, -91)])
        else:
            c.poly_smooth(helmet, [(-9.8, -89), (-9.4, -96), (-4, -101), (3, -101), (9, -96.5), (10, -89)])
            c.line([(-9.5, -89), (12.5, -89)], mix(helmet, INK, 0.18), 2.6)
        for e in (0.6, 6):
            c.circle(e, -87, 1.15, INK)
        c.line([(0.8, -82.6), (3.2, -81.4), (5.8, -82.4)], "#7A3226", 1.1, smooth=True)
        c.circle(-1.4, -83.8, 1.6, mix(skin, "#E0603A", 0.25))
        if right:
            c.line([(8, -70), (8 + right[0][0], -70 + right[0][1]), (8 + right[1][0], -70 + right[1][1])], shade, 7)
            c.circle(8 + right[1][0], -70 + right[1][1], 3.9, skin)
