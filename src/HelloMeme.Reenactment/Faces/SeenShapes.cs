using System.Numerics;
using System.Text.Json;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: measured by tests/HelloMeme.Benchmarks, verb "response": each shape put on the house's drawn portraits, the landmarks found again, mean of both sides.
/// <summary>What the landmark network shows of each rig shape. It knows faces and believes in small expressions less than in plain ones: brows and corners
/// of the mouth move by two thirds of what they do, and others move along.</summary>
internal static class SeenShapes
{
    private const float Unit = 1e-4f;   // IOD of one step in the file

    /// <summary>52 tables in channel order; those that were not measured are the rig's own.</summary>
    public static RigShape[] Read()
    {
        using var stream = typeof(SeenShapes).Assembly.GetManifestResourceStream("seen-shapes.json")
            ?? throw new InvalidOperationException("The embedded resource seen-shapes.json is missing from the build.");
        using var json = JsonDocument.Parse(stream);
        var shapes = (RigShape[])RigTables.Shapes.Clone();
        foreach (var entry in json.RootElement.GetProperty("shapes").EnumerateObject())
        {
            var indices = entry.Value.GetProperty("index").EnumerateArray().Select(i => i.GetInt32()).ToArray();
            var deltas = entry.Value.GetProperty("delta").EnumerateArray().Select(d => Unit * new Vector3(d[0].GetInt32(), d[1].GetInt32(), d[2].GetInt32())).ToArray();
            var shape = new RigShape(entry.Name, indices, deltas);
            shapes[SubjectRig.IndexOf(shape.Name)] = shape;
            var mirrored = Mirrored(shape);
            shapes[SubjectRig.IndexOf(mirrored.Name)] = mirrored;
        }

        return shapes;
    }

    /// <summary>Of a shape on the left the one on the right; a shape of both sides is its own mirror image.</summary>
    private static RigShape Mirrored(RigShape shape) => new(
        shape.Name.Replace("Left", "Right", StringComparison.Ordinal),
        shape.Indices.Select(i => RigTables.Mirror[i]).ToArray(),
        shape.Deltas.Select(d => d with { X = -d.X }).ToArray());
}
