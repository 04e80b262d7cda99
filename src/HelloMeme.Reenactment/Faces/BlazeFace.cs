using System.Drawing;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Faces;

// Source: runtime-and-models.md section 6.

/// <summary>One BlazeFace network on one square of a picture: raw detections above the threshold, not yet merged.</summary>
internal sealed class BlazeFace : IDisposable
{
    private const int Values = 16, KeyPoints = 6;

    private readonly NetworkSession _session;
    private readonly int _size;
    private readonly float _threshold;
    private readonly Vector2[] _anchors;
    private readonly NamedTensor _input, _boxes, _scores;

    /// <summary>Layers: cells per side and anchors per cell, in the order of the outputs.</summary>
    public BlazeFace(NetworkSession session, int size, float threshold, ReadOnlySpan<(int Cells, int PerCell)> layers)
    {
        (_session, _size, _threshold) = (session, size, threshold);
        _anchors = Anchors(layers);
        _input = new NamedTensor(session.Inputs[0], Tensor.OfFloats(1, 3, size, size));
        _boxes = session.NewOutput(session.Outputs[0]);
        _scores = session.NewOutput(session.Outputs[1]);
    }

    public static BlazeFace ShortRange(FaceModels models) => new(models.OpenSession(FaceModelSource.ShortRange), 128, 0.5f, [(16, 2), (8, 6)]);

    public static BlazeFace FullRange(FaceModels models) => new(models.OpenSession(FaceModelSource.FullRange), 192, 0.6f, [(48, 1)]);

    /// <summary>Appends what is found in the square at corner; black outside the picture.</summary>
    public void Detect(Frame frame, Vector2 corner, float side, List<FaceDetection> found)
    {
        PlaneSampler.Sample(frame, SampleGrid.Square(corner, side, _size), 1 / 127.5f, -1, clamp: false, _input.Tensor.Floats);
        _session.Run([_input], [_boxes, _scores]);
        var scores = _scores.Tensor.Floats;
        for (var i = 0; i < _anchors.Length; i++)
        {
            var score = 1 / (1 + MathF.Exp(-Math.Clamp(scores[i], -100, 100)));
            if (score >= _threshold) found.Add(Decode(_boxes.Tensor.Floats.Slice(i * Values, Values), _anchors[i], corner, side, score));
        }
    }

    public void Dispose()
    {
        _input.Tensor.Dispose();
        _boxes.Tensor.Dispose();
        _scores.Tensor.Dispose();
        _session.Dispose();
    }

    /// <summary>Centre x, y, width, height, then six points, in input pixels; centre and points count from the anchor.</summary>
    private FaceDetection Decode(ReadOnlySpan<float> raw, Vector2 anchor, Vector2 corner, float side, float score)
    {
        var unit = side / _size;
        var origin = corner + anchor * side;
        var size = new Vector2(raw[2], raw[3]) * unit;
        var low = origin + new Vector2(raw[0], raw[1]) * unit - size / 2;
        var points = new Vector2[KeyPoints];
        for (var k = 0; k < KeyPoints; k++) points[k] = origin + new Vector2(raw[4 + 2 * k], raw[5 + 2 * k]) * unit;
        return new FaceDetection(new RectangleF(low.X, low.Y, size.X, size.Y), points, score);
    }

    /// <summary>Cell centres as a share of the square: by layer, row, column, then anchor.</summary>
    private static Vector2[] Anchors(ReadOnlySpan<(int Cells, int PerCell)> layers)
    {
        var anchors = new List<Vector2>();
        foreach (var (cells, perCell) in layers)
            for (var i = 0; i < cells * cells * perCell; i++)
                anchors.Add(new Vector2(i / perCell % cells + 0.5f, i / perCell / cells + 0.5f) / cells);
        return [.. anchors];
    }
}
