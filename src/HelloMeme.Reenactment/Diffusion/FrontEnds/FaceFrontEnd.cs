using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.FrontEnds;

/// <summary>Faces for the diffusion engine in two passes over a clip: <see cref="Locate"/> on the frames, then, once the clip's crop is known,
/// <see cref="Read"/> on the crops. Which analysis works is <see cref="Kind"/>, to be shown. One clip at a time.</summary>
public sealed class FaceFrontEnd : IDisposable
{
    private readonly OfficialFaceTracker? _tracker;
    private readonly OfficialHeadPose? _pose;

    private FaceFrontEnd(OfficialFaceTracker? tracker, OfficialHeadPose? pose) => (_tracker, _pose) = (tracker, pose);

    public FaceFrontEndKind Kind => _tracker is null ? FaceFrontEndKind.BuiltIn : FaceFrontEndKind.Official;

    /// <summary>The official networks where their files lie in the folder, else the built-in analysis.</summary>
    /// <exception cref="UserFaultException">"face-models-incomplete", "face-model-foreign".</exception>
    public static FaceFrontEnd Open(string folder, SessionSettings settings)
    {
        if (!OfficialFaceFiles.AreInstalled(folder)) return BuiltIn();
        var tracker = new OfficialFaceTracker(folder, settings);
        return new FaceFrontEnd(tracker, new OfficialHeadPose(folder, settings));
    }

    /// <summary>The built-in analysis whatever is installed.</summary>
    public static FaceFrontEnd BuiltIn() => new(null, null);

    /// <summary>Before another clip.</summary>
    public void Reset() => _tracker?.Reset();

    /// <summary>The face of the next frame; null where the official networks see none (the built-in analysis holds the last one itself).</summary>
    public LocatedFace? Locate(Frame frame, FaceObservation observed)
    {
        if (_tracker is null) return new LocatedFace(MeshReading.Bounds(observed.Landmarks), null, observed);
        return _tracker.Next(frame) is { } points ? new LocatedFace(PointBounds.Of(points), points, observed) : null;
    }

    /// <summary>What the conditions need. Picture: the clip's crop of the face's frame, 512 x 512.</summary>
    public FaceReading Read(Frame picture, ClipCrop crop, LocatedFace face)
    {
        if (_pose is null || face.Points is null) return MeshReading.Read(crop, face.Observed);
        Vector2[] points = [.. face.Points.Select(p => crop.Map(p, picture.Width))];
        return new FaceReading(
            _pose.Find(picture, points),
            OfficialPoints.Pick(points, OfficialPoints.Expression),
            FacePartPoints.FromOfficial(points),
            _pose.FindBlendshapes(picture, points));
    }

    public void Dispose()
    {
        _tracker?.Dispose();
        _pose?.Dispose();
    }
}
