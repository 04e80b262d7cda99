using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 4.3. Unsmoothed radii give a saw-tooth hair edge.
/// <summary>How far the person reaches along the ray from the face's centre through each rim point, 1 = at the rim.</summary>
internal static class SilhouetteRays
{
    private const float Step = 0.02f, Farthest = 3.2f, GapTolerated = 0.12f, WithoutMask = 1.45f, Nearest = 1.15f;

    public static float[] Find(Vector3[] rim, Vector2 centre, PixelPlane? matte, float matteScale)
    {
        var radii = new float[rim.Length];
        for (var i = 0; i < radii.Length; i++)
        {
            radii[i] = matte is null ? WithoutMask : Math.Max(1.12f, Walk(new Vector2(rim[i].X, rim[i].Y), centre, matte, matteScale));
        }

        return Smooth(Median(radii));
    }

    private static float Walk(Vector2 rim, Vector2 centre, PixelPlane matte, float scale)
    {
        float reached = 1, gap = 0;
        for (var m = 1 + Step; m < Farthest; m += Step)
        {
            var point = (centre + (rim - centre) * m) * scale;
            int x = (int)MathF.Round(point.X), y = (int)MathF.Round(point.Y);
            if (x < 0 || y < 0 || x >= matte.Width || y >= matte.Height) break;
            if (matte[x, y] > 0.5f)
            {
                reached = m;
                gap = 0;
                continue;
            }

            gap += Step;
            if (gap > GapTolerated) break;
        }

        return reached;
    }

    private static float[] Median(float[] radii)
    {
        var result = new float[radii.Length];
        Span<float> window = stackalloc float[9];
        for (var i = 0; i < radii.Length; i++)
        {
            for (var k = 0; k < window.Length; k++) window[k] = radii[(i + k - 4 + radii.Length) % radii.Length];
            window.Sort();
            result[i] = window[4];
        }

        return result;
    }

    private static float[] Smooth(float[] radii)
    {
        var result = new float[radii.Length];
        for (var i = 0; i < radii.Length; i++)
        {
            float sum = 0, weights = 0;
            for (var k = -9; k <= 9; k++)
            {
                var weight = MathF.Exp(-(k / 4f) * (k / 4f));
                sum += weight * radii[(i + k + radii.Length) % radii.Length];
                weights += weight;
            }

            result[i] = Math.Max(Nearest, sum / weights);
        }

        return result;
    }
}
