using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>A short beard, hair by hair, rooted on the mesh's own triangles so that it follows the jaw.</summary>
internal static class StubblePainter
{
    private const int Hairs = 11000;

    public static void Paint(Stage stage)
    {
        var random = stage.Random(81);
        var (mesh, triangles, hair) = (stage.Head.Mesh, RigTables.Triangles, stage.Who.BrowHair);
        var areas = RunningAreas(mesh, triangles);
        for (var k = 0; k < Hairs; k++)
        {
            var root = Pick(mesh, triangles, areas, random);
            var density = StubbleField.Density(new Vector2(root.X, root.Y));
            var (keep, bend, size, tone) = (random.Next(), random.Around(), random.Between(0.6f, 1.2f), random.Next());
            if (density * stage.Who.Stubble < keep) continue;
            // Down and outwards on the cheeks, sideways in the moustache, straight down on the chin.
            var sideways = root.Y < 0.70f && MathF.Abs(root.X) < 0.3f ? Math.Clamp(root.X * 9, -1.1f, 1.1f) : 0.5f * root.X;
            var direction = Vector3.Normalize(new Vector3(sideways + 0.45f * bend, 1, 0.25f));
            var length = 0.050f * size * (0.6f + 0.4f * density);
            var from = stage.Head.Project(root);
            var to = stage.Head.Project(root + direction * length);
            var middle = (from + to) / 2 + new Vector2(bend * 1.4f, 0);
            var light = Math.Clamp(0.55f - 0.45f * root.X + 0.35f * (tone - 0.5f), 0, 1);
            var color = Rgba.Mix(hair.Dark, hair.Light, light).WithAlpha(0.62f);
            stage.Canvas.Ribbon(Curves.Sample([from, middle, to], 6), Curves.Widths(6, t => 1.55f * (1 - 0.8f * t)), color);
        }
    }

    private static float[] RunningAreas(Vector3[] mesh, int[] triangles)
    {
        var running = new float[triangles.Length / 3];
        float sum = 0;
        for (var t = 0; t < running.Length; t++)
        {
            var a = mesh[triangles[3 * t]];
            sum += Vector3.Cross(mesh[triangles[3 * t + 1]] - a, mesh[triangles[3 * t + 2]] - a).Length();
            running[t] = sum;
        }

        return running;
    }

    private static Vector3 Pick(Vector3[] mesh, int[] triangles, float[] areas, Seeded random)
    {
        var at = Array.BinarySearch(areas, random.Next() * areas[^1]);
        var t = 3 * Math.Min(at < 0 ? ~at : at, areas.Length - 1);
        var (u, v) = (random.Next(), random.Next());
        if (u + v > 1) (u, v) = (1 - u, 1 - v);
        var a = mesh[triangles[t]];
        return a + u * (mesh[triangles[t + 1]] - a) + v * (mesh[triangles[t + 2]] - a);
    }
}
