using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 8: iteratively reweighted least squares, ridge 2 on the direction, divided by the mean.
/// <summary>Light on the photo's skin: brightness = Level + Direction . normal, 1 = the skin's mean.</summary>
internal sealed record LightFit(float Level, Vector3 Direction, float SkinLuminance, Vector3 SkinColor)
{
    private const float Blur = 6;

    private static readonly int[] Hairline = [10, 338, 297, 109, 67, 103, 151, 337, 108];

    private static readonly int[] SkinPoints = FindSkinPoints();

    public static LightFit Make(PortraitView view, ReadOnlySpan<Vector3> normals)
    {
        var luminance = GaussianBlur.Run(view.Work.Luminance(), Blur * view.Unit);
        var brightness = new double[SkinPoints.Length];
        var colors = new float[3][] { new float[SkinPoints.Length], new float[SkinPoints.Length], new float[SkinPoints.Length] };
        for (var i = 0; i < SkinPoints.Length; i++)
        {
            var point = view.Landmarks[SkinPoints[i]] * view.WorkScale;
            var x = Math.Clamp((int)MathF.Round(point.X), 0, luminance.Width - 1);
            var y = Math.Clamp((int)MathF.Round(point.Y), 0, luminance.Height - 1);
            brightness[i] = luminance[x, y];
            (colors[0][i], colors[1][i], colors[2][i]) = (view.Work.Red[x, y], view.Work.Green[x, y], view.Work.Blue[x, y]);
        }

        var mean = brightness.Average();
        var solution = Solve(normals, brightness);
        var scale = (float)(1 / Math.Max(0.05, mean));
        var direction = new Vector3((float)solution[1], (float)solution[2], (float)solution[3]) * scale;
        return new LightFit((float)solution[0] * scale, direction, (float)mean, new(Median(colors[0]), Median(colors[1]), Median(colors[2])));
    }

    private static double[] Solve(ReadOnlySpan<Vector3> normals, double[] brightness)
    {
        var weights = new double[brightness.Length];
        Array.Fill(weights, 1);
        var solution = new double[4];
        Span<double> row = stackalloc double[4];
        for (var round = 0; round < 4; round++)
        {
            var system = new double[4, 5];
            for (var i = 0; i < 4; i++) system[i, i] = i == 0 ? 1e-3 : 2;
            for (var k = 0; k < brightness.Length; k++)
            {
                Row(normals[SkinPoints[k]], row);
                for (var i = 0; i < 4; i++)
                {
                    for (var j = 0; j < 4; j++) system[i, j] += weights[k] * row[i] * row[j];
                    system[i, 4] += weights[k] * row[i] * brightness[k];
                }
            }

            solution = LinearSystem.Solve(system);
            for (var k = 0; k < brightness.Length; k++)
            {
                Row(normals[SkinPoints[k]], row);
                double fitted = 0;
                for (var i = 0; i < 4; i++) fitted += row[i] * solution[i];
                weights[k] = 1 / (1e-2 + Math.Abs(fitted - brightness[k]));
            }
        }

        return solution;
    }

    private static void Row(Vector3 normal, Span<double> row) => (row[0], row[1], row[2], row[3]) = (1, normal.X, normal.Y, normal.Z);

    private static float Median(float[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static int[] FindSkinPoints()
    {
        var excluded = new HashSet<int>(Hairline);
        foreach (var eye in new[] { FaceTopology.RightEye, FaceTopology.LeftEye })
        {
            foreach (var row in new[] { eye.Upper, eye.Lower, eye.UpperRing2, eye.LowerRing2, eye.BrowLower, eye.BrowUpper }) excluded.UnionWith(row);
        }

        foreach (var row in new[] { FaceTopology.LipOuterUpper, FaceTopology.LipOuterLower, FaceTopology.LipInnerUpper, FaceTopology.LipInnerLower }) excluded.UnionWith(row);
        return Enumerable.Range(0, FaceLandmarks.MeshCount).Where(i => !excluded.Contains(i)).ToArray();
    }
}
