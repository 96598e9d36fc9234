"""One set of shapes for two papers: SVG (scenes) and Pillow (portraits, wide pictures)."""
import math

PAPER, SAND, CLAY = "#F6EFE4", "#EADFCC", "#D9C7AB"
PETROL, DEEP, TEAL, MIST, PALE = "#0F5257", "#0A3A3E", "#3E8487", "#A9CDCB", "#D5E6E2"
ORANGE, PEACH, MUSTARD, INK, WHITE = "#E0723A", "#F2B58C", "#E3B04B", "#17292B", "#FFFDF8"


def mix(a, b, t):
    pa, pb = ([int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (a, b))
    return "#" + "".join(f"{round(x + (y - x) * t):02X}" for x, y in zip(pa, pb))


def spline(points, closed=True):
    """Cubic Bézier segments (c1, c2, end) of a Catmull-Rom curve through the points."""
    n = len(points)
    at = (lambda i: points[i % n]) if closed else (lambda i: points[min(max(i, 0), n - 1)])
    return [
        (
            (at(i)[0] + (at(i + 1)[0] - at(i - 1)[0]) / 6, at(i)[1] + (at(i + 1)[1] - at(i - 1)[1]) / 6),
            (at(i + 1)[0] - (at(i + 2)[0] - at(i)[0]) / 6, at(i + 1)[1] - (at(i + 2)[1] - at(i)[1]) / 6),
            at(i + 1),
        )
        for i in range(n if closed else n - 1)
    ]


class Pen:
    def __init__(self):
        self.frames = [(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)]

    def at(self, x=0, y=0, scale=1.0, turn=0.0, flip=False):
        a, b, c, d, e, f = self.frames[-1]
        co, si = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        g = -1 if flip else 1
        la, lb, lc, ld = co * g, si * g, -si, co
        self.frames.append((a * la + c * lb, b * la + d * lb, a * lc + c * ld, b * lc + d * ld, a * x + c * y + e, b * x + d * y + f))
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.frames.pop()

    def p(self, point):
        a, b, c, d, e, f = self.frames[-1]
        return (a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f)

    @property
    def size(self):
        a, b, *_ = self.frames[-1]
        return math.hypot(a, b)

    def rect(self, x, y, w, h, fill, r=0):
        if not r:
            return self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill)
        r = min(r, w / 2, h / 2)
        pts = []
        for cx, cy, start in ((x + w - r, y + r, -90), (x + w - r, y + h - r, 0), (x + r, y + h - r, 90), (x + r, y + r, 180)):
            pts += [(cx + r * math.cos(math.radians(start + k * 15)), cy + r * math.sin(math.radians(start + k * 15))) for k in range(7)]
        return self.poly(pts, fill)

    def gear(self, x, y, r, teeth, fill, hole=None, turn=0, hub=0.42):
        pts = []
        for i in range(teeth):
            for part, radius in ((-0.30, r * 0.86), (-0.20, r), (0.20, r), (0.30, r * 0.86)):
                w = math.radians(turn) + 2 * math.pi * (i + part) / teeth
                pts.append((x + radius * math.cos(w), y + radius * math.sin(w)))
        self.poly(pts, fill)
        if hole:
            self.circle(x, y, r * hub, hole)

    def arc(self, x, y, r, start, end, stroke, width):
        k = max(4, int(abs(end - start) / 12))
        self.line([(x + r * math.cos(math.radians(start + (end - start) * i / k)), y + r * math.sin(math.radians(start + (end - start) * i / k))) for i in range(k + 1)], stroke, width, smooth=True)

    def circle(self, x, y, r, fill):
        self.oval(x, y, r, r, fill)

    def poly_smooth(self, fill, pts):
        self.blob(pts, fill)

    def ring(self, fill, outer, inner):
        """A closed band: the outer outline, then back along the inner one, through a seam at the first points."""
        smooth = lambda pts: [q for here, seg in zip(pts, spline(pts)) for q in self.bend(here, seg)]
        a, b = smooth(outer), smooth(inner)
        self.poly([*a, a[0], b[0], *reversed(b)], fill)

    @staticmethod
    def bend(here, segment, steps=6):
        c1, c2, end = segment
        return [tuple((1 - t) ** 3 * here[i] + 3 * (1 - t) ** 2 * t * c1[i] + 3 * (1 - t) * t * t * c2[i] + t**3 * end[i] for i in (0, 1)) for t in (k / steps for k in range(steps))]


class Svg(Pen):
    def __init__(self, ground=PAPER, w=1200, h=675):
        super().__init__()
        self.out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}">', f'<rect width="{w}" height="{h}" fill="{ground}"/>']

    @staticmethod
    def n(v):
        return f"{v:.1f}".rstrip("0").rstrip(".")

    def xy(self, point):
        x, y = self.p(point)
        return f"{self.n(x)} {self.n(y)}"

    def poly(self, pts, fill):
        self.out.append(f'<path d="M{"L".join(self.xy(q) for q in pts)}Z" fill="{fill}"/>')

    def path(self, pts, closed):
        return "M" + self.xy(pts[0]) + "".join("C" + " ".join(self.xy(q) for q in s) for s in spline(pts, closed))

    def blob(self, pts, fill):
        self.out.append(f'<path d="{self.path(pts, True)}Z" fill="{fill}"/>')

    def line(self, pts, stroke, width, smooth=False):
        d = self.path(pts, False) if smooth and len(pts) > 2 else "M" + "L".join(self.xy(q) for q in pts)
        self.out.append(f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{self.n(width * self.size)}" stroke-linecap="round" stroke-linejoin="round"/>')

    def oval(self, x, y, rx, ry, fill):
        if rx != ry:
            return self.blob([(x + rx * math.cos(k * math.pi / 6), y + ry * math.sin(k * math.pi / 6)) for k in range(12)], fill)
        cx, cy = self.p((x, y))
        self.out.append(f'<circle cx="{self.n(cx)}" cy="{self.n(cy)}" r="{self.n(rx * self.size)}" fill="{fill}"/>')

    def text(self):
        return "\n".join([*self.out, "</svg>", ""])


class Raster(Pen):
    def __init__(self, w, h, ground=PAPER, over=3):
        from PIL import Image, ImageDraw

        super().__init__()
        self.w, self.h = w, h
        self.frames = [(over, 0.0, 0.0, over, 0.0, 0.0)]
        self.im = Image.new("RGB", (w * over, h * over), ground)
        self.d = ImageDraw.Draw(self.im)

    def sample(self, pts, closed):
        here, out = pts[0], [pts[0]]
        for c1, c2, end in spline(pts, closed):
            for k in range(1, 13):
                t = k / 12
                u = 1 - t
                out.append(tuple(u**3 * here[i] + 3 * u * u * t * c1[i] + 3 * u * t * t * c2[i] + t**3 * end[i] for i in (0, 1)))
            here = end
        return out

    def poly(self, pts, fill):
        self.d.polygon([self.p(q) for q in pts], fill=fill)

    def blob(self, pts, fill):
        self.poly(self.sample(pts, True), fill)

    def oval(self, x, y, rx, ry, fill):
        self.poly([(x + rx * math.cos(k * math.pi / 60), y + ry * math.sin(k * math.pi / 60)) for k in range(120)], fill)

    def line(self, pts, stroke, width, smooth=False):
        if smooth and len(pts) > 2:
            pts = self.sample(pts, False)
        pts = [self.p(q) for q in pts]
        wide = width * self.size
        for (x1, y1), (x2, y2) in zip(pts, pts[1:]):
            length = math.hypot(x2 - x1, y2 - y1) or 1
            dx, dy = -(y2 - y1) / length * wide / 2, (x2 - x1) / length * wide / 2
            self.d.polygon([(x1 + dx, y1 + dy), (x2 + dx, y2 + dy), (x2 - dx, y2 - dy), (x1 - dx, y1 - dy)], fill=stroke)
        for x, y in pts:
            self.d.ellipse((x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), fill=stroke)

    def save(self, path, quality=85):
        from PIL import Image

        self.im.resize((self.w, self.h), Image.Resampling.LANCZOS).save(path, "JPEG", quality=quality, optimize=True, progressive=False)
