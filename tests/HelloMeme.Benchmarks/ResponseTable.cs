using System.Globalization;
using System.Numerics;
using System.Text;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Benchmarks;

/// <summary>Mean displacement of the 468 points at coefficient 1, in IOD and the axes of the canonical face; right shapes are counted mirrored with the left ones.</summary>
internal sealed class ResponseTable
{
    private const float Unit = 1e-4f, Least = 0.002f;   // IOD: step of the file; smaller displacements are noise

    private readonly Dictionary<string, (Vector3[] Sum, int Count)> _shapes = [];

    /// <summary>One look at a channel of the given strength. mouthClose alone does nothing and eye shapes have no table: both are left out.</summary>
    public void Add(string channel, float strength, FaceLandmarks rest, FaceLandmarks seen)
    {
        var index = SubjectRig.IndexOf(channel);
        if (channel == "mouthClose" || RigTables.Shapes[index].Indices.Length == 0) return;
        var rig = new SubjectRig(rest.Mesh);
        var toFace = Quaternion.Conjugate(rig.Rest.Rotation);
        var move = HeadPose.Fit(rest.Mesh, seen.Mesh, FaceTopology.Stable);   // a head that seems to nod is the pose's matter
        Span<Vector3> deltas = new Vector3[FaceLandmarks.MeshCount];
        for (var i = 0; i < deltas.Length; i++) deltas[i] = Vector3.Transform(move.Unapply(seen[i]) - rest[i], toFace) / (rig.Rest.Scale * rig.Sizes[index] * strength);
        var right = channel.EndsWith("Right", StringComparison.Ordinal);
        var left = channel.EndsWith("Left", StringComparison.Ordinal);
        if (!right) Sum(channel, deltas, mirror: false);
        if (!left) Sum(channel.Replace("Right", "Left", StringComparison.Ordinal), deltas, mirror: true);
    }

    public string ToJson()
    {
        var text = new StringBuilder("{\"recipe\":\"tests/HelloMeme.Benchmarks response\",\"unit\":\"0.0001 of the outer eye distance\",\"shapes\":{\n");
        text.AppendJoin(",\n", Channels.BlendshapeNames.Where(_shapes.ContainsKey).Select(Line));
        return text.Append("\n}}\n").ToString();
    }

    /// <summary>For people: each shape's size against the rig's own, and how alike they are (cosine).</summary>
    public string GainLines() => string.Join('\n', Channels.BlendshapeNames.Where(_shapes.ContainsKey).Select(name =>
    {
        var (seen, shape) = (Mean(name), RigTables.Shapes[SubjectRig.IndexOf(name)]);
        float cross = 0, own = 0;
        for (var k = 0; k < shape.Indices.Length; k++)
        {
            cross += Vector2.Dot(Flat(seen[shape.Indices[k]]), Flat(shape.Deltas[k]));
            own += Flat(shape.Deltas[k]).LengthSquared();
        }

        return string.Create(CultureInfo.InvariantCulture, $"{name,-20} gain {cross / own:0.00}  likeness {cross / MathF.Sqrt(own * seen.Sum(d => Flat(d).LengthSquared())):0.00}");
    }));

    private void Sum(string name, ReadOnlySpan<Vector3> deltas, bool mirror)
    {
        var (sum, count) = _shapes.TryGetValue(name, out var entry) ? entry : (new Vector3[FaceLandmarks.MeshCount], 0);
        for (var i = 0; i < sum.Length; i++) sum[i] += mirror ? deltas[RigTables.Mirror[i]] * new Vector3(-1, 1, 1) : deltas[i];
        _shapes[name] = (sum, count + 1);
    }

    private Vector3[] Mean(string name) => _shapes[name].Sum.Select(d => d / _shapes[name].Count).ToArray();

    private string Line(string name)
    {
        var mean = Mean(name);
        var moved = Enumerable.Range(0, mean.Length).Where(i => Flat(mean[i]).Length() > Least).ToArray();
        var deltas = moved.Select(i => string.Create(CultureInfo.InvariantCulture, $"[{Steps(mean[i].X)},{Steps(mean[i].Y)},{Steps(mean[i].Z)}]"));
        return $"\"{name}\":{{\"index\":[{string.Join(',', moved)}],\"delta\":[{string.Join(',', deltas)}]}}";
    }

    private static int Steps(float value) => (int)MathF.Round(value / Unit);

    private static Vector2 Flat(Vector3 v) => new(v.X, v.Y);
}
