using System.Numerics;
using System.Text.Json;

namespace HelloMeme.Reenactment.Rig;

/// <summary>The canonical face and its 52 ARKit displacement tables, read once from the embedded face-rig.json (draft-engine sections 2 and 6).
/// All vectors in IOD (1 = outer eye distance); x image right, y down, z away. Lid and gaze shapes and tongueOut are empty: the photo's own geometry resolves them.</summary>
public static class RigTables
{
    static RigTables()
    {
        using var stream = typeof(RigTables).Assembly.GetManifestResourceStream("face-rig.json")
            ?? throw new InvalidOperationException("The embedded resource face-rig.json is missing from the build.");
        using var json = JsonDocument.Parse(stream);
        var root = json.RootElement;
        Canonical = root.GetProperty("canonical").EnumerateArray().Select(ReadVector).ToArray();
        Triangles = root.GetProperty("triangles").EnumerateArray().SelectMany(t => t.EnumerateArray().Select(i => i.GetInt32())).ToArray();
        Mirror = ReadInts(root.GetProperty("mirror"));
        JawWeight = root.GetProperty("jawWeight").EnumerateArray().Select(w => w.GetSingle()).ToArray();
        var shapes = root.GetProperty("shapes").EnumerateObject().ToArray();
        Names = shapes.Select(s => s.Name).ToArray();
        Shapes = shapes.Select(s => new RigShape(
            s.Name,
            ReadInts(s.Value.GetProperty("index")),
            s.Value.GetProperty("delta").EnumerateArray().Select(ReadVector).ToArray())).ToArray();
    }

    /// <summary>Mean neutral face: 468 points, symmetric, origin midway between landmarks 33 and 263.</summary>
    public static Vector3[] Canonical { get; }

    /// <summary>898 triangles, three indices each. Mouth and eyes are filled.</summary>
    public static int[] Triangles { get; }

    /// <summary>Landmark on the other side of the face; an exact involution.</summary>
    public static int[] Mirror { get; }

    /// <summary>Share of the jaw's rotation a point follows, 0..1.</summary>
    public static float[] JawWeight { get; }

    /// <summary>ARKit names in channel order (alphabetical).</summary>
    public static string[] Names { get; }

    /// <summary>One table a name, in the same order.</summary>
    public static RigShape[] Shapes { get; }

    private static int[] ReadInts(JsonElement array) => array.EnumerateArray().Select(i => i.GetInt32()).ToArray();

    private static Vector3 ReadVector(JsonElement v) => new(v[0].GetSingle(), v[1].GetSingle(), v[2].GetSingle());
}

/// <summary>Sparse displacement of the canonical face at coefficient 1: landmark <see cref="Indices"/>[k] moves by <see cref="Deltas"/>[k] IOD.</summary>
public sealed record RigShape(string Name, int[] Indices, Vector3[] Deltas);
