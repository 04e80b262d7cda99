using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>How far an iris has gone, by looking for the neutral picture's iris between the other picture's lids. An iris is a few pixels wide to the
/// landmark network, which shows a quarter to nine tenths of its way, eye by eye.</summary>
internal sealed class IrisRegistration
{
    private const int Width = 96, Height = 64, StepsPerWidth = 48;   // samples of the window about an eye; a step is 1/48 eye width
    private const int ReachAcross = 16, ReachDown = 12;              // steps searched: what coefficient 1 moves is 9.6 and 6.2
    private const float DiscRadius = 1.25f;                          // iris radii, so that the white beside it counts
    private const float LidEdge = 1.5f;                              // steps from the lids that lashes and shadows spoil
    private const float LeastSeen = 0.4f;                           // share of the disc that must be in sight
    private const float Far = 1.5f;                                  // correlation a shift costs by its square in eye widths: slits and lashes look alike everywhere

    private readonly Vector3 _middle;
    private readonly float _step;
    private readonly EyeTopology _eye;
    private readonly float[] _before;
    private readonly (int X, int Y)[] _disc;

    public IrisRegistration(GrayPicture neutralPicture, FaceLandmarks neutral, EyeTopology eye)
    {
        _eye = eye;
        var (outer, inner) = (neutral[eye.Upper[0]], neutral[eye.Upper[^1]]);
        _middle = (outer + inner) / 2;
        _step = MathF.Max(1e-3f, new Vector2(outer.X - inner.X, outer.Y - inner.Y).Length() / StepsPerWidth);
        _before = Cut(neutralPicture, HeadPose.Identity);
        var centre = Place(neutral[eye.Iris[0]]);
        var radius = DiscRadius * eye.Iris[1..].Average(i => Vector2.Distance(Place(neutral[i]), centre));
        var seen = BetweenLids(neutral, HeadPose.Identity, share: 1);
        _disc = [.. from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) where seen[y * Width + x] && Vector2.Distance(new(x, y), centre) < radius select (x, y)];
    }

    /// <summary>Shift in eye widths along the neutral picture's axes; null when too little of an iris is in sight.
    /// Move: the neutral's points to the picture's. Share: how much of the found lids' gap is truly open.</summary>
    public Vector2? Find(GrayPicture picture, FaceLandmarks found, HeadPose move, float share)
    {
        var after = Cut(picture, move);
        var seen = BetweenLids(found, move, share);
        var scores = new float[(2 * ReachAcross + 1) * (2 * ReachDown + 1)];
        for (var i = 0; i < scores.Length; i++) scores[i] = Likeness(after, seen, i % (2 * ReachAcross + 1) - ReachAcross, i / (2 * ReachAcross + 1) - ReachDown);
        var best = Array.IndexOf(scores, scores.Max());
        if (scores[best] <= 0) return null;
        var (x, y) = (best % (2 * ReachAcross + 1), best / (2 * ReachAcross + 1));
        var at = new Vector2(x - ReachAcross, y - ReachDown);
        if (x is > 0 and < 2 * ReachAcross) at.X += Peak(scores[best - 1], scores[best], scores[best + 1]);
        if (y is > 0 and < 2 * ReachDown) at.Y += Peak(scores[best - 2 * ReachAcross - 1], scores[best], scores[best + 2 * ReachAcross + 1]);
        return at / StepsPerWidth;
    }

    /// <summary>Normalised correlation of the disc with the picture, moved by whole steps, less what the way costs; -1 when too little is in sight.</summary>
    private float Likeness(float[] after, bool[] seen, int across, int down)
    {
        double n = 0, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        foreach (var (x, y) in _disc)
        {
            var (toX, toY) = (x + across, y + down);
            if (toX is < 0 or >= Width || toY is < 0 or >= Height || !seen[toY * Width + toX]) continue;
            var (p, q) = (_before[y * Width + x], after[toY * Width + toX]);
            (n, a, b, aa, bb, ab) = (n + 1, a + p, b + q, aa + p * p, bb + q * q, ab + p * q);
        }

        if (n < LeastSeen * _disc.Length || n == 0) return -1;
        var correlation = (ab - a * b / n) / Math.Sqrt(Math.Max((aa - a * a / n) * (bb - b * b / n), 1e-9));
        return (float)correlation - Far * (across * across + down * down) / (StepsPerWidth * StepsPerWidth);
    }

    private float[] Cut(GrayPicture picture, HeadPose move)
    {
        var window = new float[Width * Height];
        for (var i = 0; i < window.Length; i++)
        {
            var at = move.Apply(_middle + new Vector3(_step * (i % Width - Width / 2), _step * (i / Width - Height / 2), 0));
            window[i] = picture.At(at.X, at.Y);
        }

        return window;
    }

    /// <summary>Which samples of the window lie between the lids, the upper one lowered to the share that is open.</summary>
    private bool[] BetweenLids(FaceLandmarks face, HeadPose move, float share)
    {
        var lower = Array.ConvertAll(_eye.Lower, i => Place(move.Unapply(face[i])));
        var upper = _eye.Upper.Select((i, k) => Vector2.Lerp(lower[k], Place(move.Unapply(face[i])), share)).ToArray();
        Vector2[] outline = [.. upper, .. lower[1..^1].Reverse()];
        var inside = new bool[Width * Height];
        for (var i = 0; i < inside.Length; i++) inside[i] = IsInside(outline, new Vector2(i % Width, i / Width));
        return inside;
    }

    private static bool IsInside(Vector2[] outline, Vector2 at)
    {
        var inside = false;
        for (int i = 0, j = outline.Length - 1; i < outline.Length; j = i++)
        {
            var (p, q) = (outline[i], outline[j]);
            if ((p.Y > at.Y) != (q.Y > at.Y) && at.X < (q.X - p.X) * (at.Y - p.Y) / (q.Y - p.Y) + p.X) inside = !inside;
            var along = q - p;
            var t = Math.Clamp(Vector2.Dot(at - p, along) / MathF.Max(1e-6f, along.LengthSquared()), 0, 1);
            if (Vector2.DistanceSquared(at, p + t * along) < LidEdge * LidEdge) return false;
        }

        return inside;
    }

    private Vector2 Place(Vector3 point) => new((point.X - _middle.X) / _step + Width / 2, (point.Y - _middle.Y) / _step + Height / 2);

    /// <summary>Top of the parabola through three neighbours, -.5..+.5 from the middle one.</summary>
    private static float Peak(float before, float top, float after)
    {
        var bend = before - 2 * top + after;
        return bend < -1e-6f && before > -1 && after > -1 ? Math.Clamp(0.5f * (before - after) / bend, -0.5f, 0.5f) : 0;
    }
}
