using System.Numerics;

namespace HelloMeme.Reenactment.Samples;

/// <summary>One hair in canonical axes: places, the way its lock faces there, how far out in its layer (0..1), place across its lock (-1..1),
/// brightness of its own, and the rank of its lock: higher ones lie on top.</summary>
internal sealed record Strand(Vector3[] Points, Vector3[] Normals, float Width, float Layer, float Across, float Tone, float Rank);

/// <summary>Grows the strands of a sheet, inner layer first.</summary>
internal static class HairGrower
{
    private static readonly Vector3 SkullCenter = new(0, -0.12f, 0.72f);
    private static readonly Vector3 SkullRadii = new(0.80f, 1.02f, 0.95f);

    public static Strand[] Grow(HairSheet sheet, Seeded random)
    {
        var locks = new Lock[sheet.Locks];
        for (var k = 0; k < locks.Length; k++)
            locks[k] = new Lock((k + 0.5f + 0.35f * random.Around()) / locks.Length, MathF.Tau * random.Next(), random.Next(), random.Between(0.8f, 1.25f), random.Around(), random.Next());
        var strands = new Strand[sheet.Strands];
        for (var k = 0; k < strands.Length; k++)
        {
            var u = random.Next();
            var home = locks[Math.Min((int)(u * locks.Length), locks.Length - 1)];
            var layer = (k + random.Next()) / strands.Length;
            strands[k] = GrowOne(sheet, u, home, random, layer);
        }

        return strands;
    }

    /// <summary>Outwards from the skull; below it hair hangs, so the direction stays level.</summary>
    public static Vector3 Outward(Vector3 p)
    {
        var n = (p - SkullCenter) / (SkullRadii * SkullRadii);
        if (n.Y > 0) n.Y *= 0.25f;
        return Vector3.Normalize(n);
    }

    private static Strand GrowOne(HairSheet sheet, float u, Lock home, Seeded random, float layer)
    {
        var across = Math.Clamp((u - home.Center) * sheet.Locks * 2, -1, 1);
        var length = random.Between(sheet.Shortest, 1) * (1 - 0.04f * home.Lift);
        var (start, reach) = sheet.Span < 1 ? ((sheet.Wave > 0 ? home.Start : random.Next()) * (1 - 0.6f * sheet.Span), sheet.Span * random.Between(0.7f, 1.1f)) : (0, length);
        var (wander, drift, wild) = (random.Around(), random.Around(), random.Next() < 0.05f ? 3.2f : 1);
        var phase = home.Phase + sheet.Ribbon * across + 0.15f * random.Around();
        var count = sheet.Wave > 0 ? 41 : 21;
        var (points, normals) = (new Vector3[count], new Vector3[count]);
        for (var k = 0; k < count; k++)
        {
            var t = (float)k / (count - 1);
            var v = Math.Min(1, start + reach * t);
            var gathered = u + (home.Center - u) * sheet.LockPull * MathF.Pow(t, sheet.Wave > 0 ? 0.4f : 1.2f);
            var place = sheet.At(Math.Clamp(gathered, 0, 1), v);
            var out1 = Outward(place);
            var side = Vector3.Normalize(Vector3.Cross(out1, Direction(sheet, gathered, v)));
            var edge = Curves.SmoothStep(-0.02f, 0.14f, u) * Curves.SmoothStep(1.02f, 0.86f, u);
            var stand = edge * sheet.Thickness * (0.75f * layer + 0.35f * home.Lift) * (sheet.Span < 1 && sheet.Wave == 0 ? 0.35f + 0.65f * t : 0.35f + 0.65f * Curves.SmoothStep(0, 0.15f, t));
            var loose = sheet.Fray * wild * t * t;
            var curl = sheet.Wave * home.Size * Curves.SmoothStep(0.02f, 0.40f, t);
            var (sin, cos) = MathF.SinCos(phase + MathF.Tau * sheet.WaveTurns * home.Size * t);
            var round = Curves.SmoothStep(0, 0.3f, t);
            normals[k] = Vector3.Normalize(out1 + round * (sheet.Wave > 0 ? 1.3f * (cos * out1 + sin * side) : 0.55f * across * sheet.LockPull * side));
            points[k] = place + out1 * (stand + curl * 0.7f * cos + loose * wander) + side * (curl * sin + loose * drift + 0.6f * sheet.Fray * wander * MathF.Sin(5 * t + 6 * drift));
        }

        return new Strand(points, normals, sheet.Width * random.Between(0.6f, 1.3f), layer, across, 0.45f * random.Around() + 0.6f * home.Tone, home.Lift);
    }

    private static Vector3 Direction(HairSheet sheet, float u, float v)
    {
        var d = sheet.At(Math.Clamp(u, 0, 1), Math.Min(1, v + 0.03f)) - sheet.At(Math.Clamp(u, 0, 1), Math.Max(0, v - 0.03f));
        return d.LengthSquared() < 1e-10f ? Vector3.UnitY : Vector3.Normalize(d);
    }

    private readonly record struct Lock(float Center, float Phase, float Lift, float Size, float Tone, float Start);
}
