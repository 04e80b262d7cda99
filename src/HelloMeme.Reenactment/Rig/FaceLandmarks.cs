using System.Numerics;

namespace HelloMeme.Reenactment.Rig;

/// <summary>478 points of one face (MediaPipe topology: 468 mesh points, then 5 per iris, centre first).
/// x right, y down, z away from the viewer, all three in pixels of the picture they were found in.</summary>
public sealed record FaceLandmarks
{
    public const int Count = 478;
    public const int MeshCount = 468;

    private readonly Vector3[] _points;

    /// <exception cref="ArgumentException">Not 478 points.</exception>
    public FaceLandmarks(Vector3[] points)
    {
        if (points.Length != Count) throw new ArgumentException($"Expected {Count} landmarks, found {points.Length}.", nameof(points));
        _points = points;
    }

    public ReadOnlySpan<Vector3> Points => _points;

    public ReadOnlySpan<Vector3> Mesh => _points.AsSpan(0, MeshCount);

    public Vector3 this[int index] => _points[index];

    /// <summary>3-D distance of the outer eye corners 33 and 263 in pixels: the unit "IOD" of all rig vectors.</summary>
    public float OuterEyeDistance => Vector3.Distance(_points[33], _points[263]);

    /// <summary>Maps every point to p * scale + offset (x and y); z is scaled only.</summary>
    public FaceLandmarks Map(float scale, Vector2 offset)
    {
        var mapped = new Vector3[Count];
        for (var i = 0; i < Count; i++) mapped[i] = _points[i] * scale + new Vector3(offset, 0);
        return new FaceLandmarks(mapped);
    }
}
