using System.Globalization;
using System.Numerics;
using HelloMeme.Graph.TfLite;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Faces;

// Source: runtime-and-models.md sections 5 and 6.

/// <summary>478 points of the face in a crop: the attention mesh with refined lips, eyes and irises. Not for two threads at once.</summary>
public sealed class LandmarkDetector : IDisposable
{
    private const int Size = 192;
    private const int SettlingLooks = 2;
    private const int StillLooks = 9;

    private readonly NetworkSession _session;
    private readonly NamedTensor _input;
    private readonly NamedTensor _mesh, _flag;
    private readonly Refinement[] _refinements;
    private readonly Iris[] _irises;

    public LandmarkDetector(FaceModels models)
    {
        _session = models.OpenSession(FaceModelSource.AttentionMesh);
        _input = new NamedTensor(_session.Inputs[0], Tensor.OfFloats(1, 3, Size, Size));
        _mesh = _session.NewOutput("output_mesh_identity");
        _flag = _session.NewOutput("conv_faceflag");
        var (lips, leftEye, rightEye) = (Subset(61, 291), Subset(33, 133), Subset(362, 263));
        _refinements =
        [
            new(_session.NewOutput("output_lips"), lips),
            new(_session.NewOutput("output_left_eye"), leftEye),
            new(_session.NewOutput("output_right_eye"), rightEye),
        ];
        _irises =
        [
            new(_session.NewOutput("output_left_iris"), FaceLandmarks.MeshCount, leftEye),
            new(_session.NewOutput("output_right_iris"), FaceLandmarks.MeshCount + 5, rightEye),
        ];
    }

    /// <summary>First sight of a face: a look in the detection's crop, then in the crop of what was found until it has settled,
    /// which takes two more.</summary>
    public LandmarkResult Detect(Frame frame, FaceDetection detection)
    {
        var result = Detect(frame, FaceCrop.FromDetection(detection));
        for (var look = 0; look < SettlingLooks; look++) result = Detect(frame, FaceCrop.FromLandmarks(result.Landmarks));
        return result;
    }

    /// <summary>A still picture has time: the mean of nine looks in crops about the settled one, which differ a little in place, size and tilt.
    /// What depends on the crop's pixel grid averages out.</summary>
    public LandmarkResult DetectStill(Frame frame, FaceDetection detection)
    {
        var settled = Detect(frame, detection);
        var crop = FaceCrop.FromLandmarks(settled.Landmarks);
        var sum = new Vector3[FaceLandmarks.Count];
        for (var look = 0; look < StillLooks; look++)
        {
            var found = Detect(frame, crop.Nudged(look, StillLooks)).Landmarks;
            for (var i = 0; i < sum.Length; i++) sum[i] += found[i] / StillLooks;
        }

        return settled with { Landmarks = new FaceLandmarks(sum) };
    }

    /// <summary>One look. In a clip the next crop is <see cref="FaceCrop.FromLandmarks"/> of this result while its presence is .5 or more.</summary>
    public LandmarkResult Detect(Frame frame, FaceCrop crop)
    {
        // 1. Look
        var grid = SampleGrid.Of(crop, Size);
        PlaneSampler.Sample(frame, grid, 1 / 255f, 0, clamp: true, _input.Tensor.Floats);
        _session.Run([_input], [_mesh, _flag, .. _refinements.Select(r => r.Output), .. _irises.Select(i => i.Output)]);

        // 2. Put together, in network pixels
        var points = new Vector3[FaceLandmarks.Count];
        var mesh = _mesh.Tensor.Floats;
        for (var i = 0; i < FaceLandmarks.MeshCount; i++) points[i] = new Vector3(mesh[3 * i], mesh[3 * i + 1], mesh[3 * i + 2]);
        foreach (var refinement in _refinements) refinement.Replace(points);
        foreach (var iris in _irises) iris.Place(points);

        // 3. Back to the picture; depth has the same scale
        for (var i = 0; i < points.Length; i++)
            points[i] = new Vector3(grid.ToPicture(new Vector2(points[i].X, points[i].Y)), points[i].Z * crop.Side / Size);
        return new LandmarkResult(new FaceLandmarks(points), 1 / (1 + MathF.Exp(-_flag.Tensor.Floats[0])));
    }

    public void Dispose()
    {
        foreach (var tensor in (NamedTensor[])[_input, _mesh, _flag, .. _refinements.Select(r => r.Output), .. _irises.Select(i => i.Output)])
            tensor.Tensor.Dispose();
        _session.Dispose();
    }

    private int[] Subset(int left, int right) =>
        _session.Metadata[TfLiteImporter.SubsetKey(left, right)].Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();

    /// <summary>Output i refines x and y of mesh point Subset[i].</summary>
    private sealed record Refinement(NamedTensor Output, int[] Subset)
    {
        public void Replace(Span<Vector3> points)
        {
            var refined = Output.Tensor.Floats;
            for (var i = 0; i < Subset.Length; i++)
                points[Subset[i]] = new Vector3(refined[2 * i], refined[2 * i + 1], points[Subset[i]].Z);
        }
    }

    /// <summary>Centre and four rim points; their depth is the mean of the eye's outline, the first 16 points of its subset.</summary>
    private sealed record Iris(NamedTensor Output, int First, int[] EyeSubset)
    {
        private const int Points = 5, Outline = 16;

        public void Place(Span<Vector3> points)
        {
            var depth = 0f;
            foreach (var index in EyeSubset.AsSpan(0, Outline)) depth += points[index].Z / Outline;
            var xy = Output.Tensor.Floats;
            for (var i = 0; i < Points; i++) points[First + i] = new Vector3(xy[2 * i], xy[2 * i + 1], depth);
        }
    }
}

/// <summary>Presence 0..1: below .5 the crop holds no face and the points mean nothing.</summary>
public sealed record LandmarkResult(FaceLandmarks Landmarks, float Presence);
