using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Who acts and how.</summary>
/// <param name="Portrait">The photo; must live as long as the render.</param>
/// <param name="Face">The face of the photo that acts.</param>
/// <param name="Motion">As played, at its own rate.</param>
public sealed record RenderScene(Frame Portrait, FaceTrack Face, MotionTrack Motion)
{
    /// <summary>Where the motion was captured; null for presets and authored tracks.</summary>
    public DrivingFace? Driver { get; init; }
}

/// <summary>A driving clip or picture. Where a played frame equals the capture, the networks see the driver's own picture.</summary>
/// <param name="Face">A frame for every frame that is read.</param>
/// <param name="Captured">The motion before any change: a sample for every frame; of a picture, one.</param>
/// <param name="Read">The frames from the start, each time it is called; whoever reads disposes them.</param>
public sealed record DrivingFace(FaceTrack Face, MotionTrack Captured, Func<CancellationToken, IAsyncEnumerable<Frame>> Read)
{
    /// <summary>Of a motion that a person edited, before the order's changes: which frame of the driver each of its frames was. Null where nobody did.</summary>
    public IReadOnlyList<int>? Pictures { get; init; }

    /// <summary>The motion plays forward, then backward.</summary>
    public bool PingPong { get; init; }

    /// <summary>A picture, which shows the expression at its height only.</summary>
    public bool IsStill => Captured.Length == 1;
}
