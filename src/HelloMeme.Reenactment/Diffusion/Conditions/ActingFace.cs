using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Diffusion.Conditions;

/// <summary>A face at rest in its 512 x 512 crop, which can be redrawn with an expression: what the encoders see where no picture shows it.
/// The head stays where it is, so that the crops the encoders cut are those of the face at rest.</summary>
public sealed class ActingFace : IDisposable
{
    private readonly FaceLandmarks _landmarks;
    private readonly Frame _drawn = new(ClipCrop.Side, ClipCrop.Side);
    private DraftRenderer? _renderer;

    private ActingFace(Frame picture, FaceLandmarks landmarks, FaceReading reading) => (Picture, _landmarks, Reading) = (picture, landmarks, reading);

    /// <summary>The crop, 512 x 512.</summary>
    public Frame Picture { get; }

    public FaceReading Reading { get; }

    /// <summary>A located face of a frame, cut out and read.</summary>
    public static ActingFace Cut(Frame frame, ClipCrop crop, LocatedFace face, FaceFrontEnd frontEnd)
    {
        var picture = new Frame(ClipCrop.Side, ClipCrop.Side);
        crop.Cut(frame, picture);
        var scale = ClipCrop.Side / (float)(crop.Right - crop.Left);
        var landmarks = face.Observed.Landmarks.Map(scale, -scale * new Vector2(crop.Left, crop.Top));
        return new ActingFace(picture, landmarks, frontEnd.Read(picture, crop, face));
    }

    /// <summary>The face with 52 coefficients on it, head at rest; valid until the next call. At rest it is the picture itself.</summary>
    public Frame Redraw(MotionFrame motion)
    {
        _renderer ??= new DraftRenderer(Picture, _landmarks, mask: null);
        _renderer.Render(HeadMotion.Rest, motion.Blendshapes, _drawn);
        return _drawn;
    }

    public void Dispose()
    {
        _renderer?.Dispose();
        _drawn.Dispose();
        Picture.Dispose();
    }
}
