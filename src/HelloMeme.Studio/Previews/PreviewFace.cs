using System.Drawing;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.Previews;

/// <summary>One face of one portrait, small and ready to be moved. Not for use from several threads.</summary>
public sealed class PreviewFace : IDisposable
{
    private const int TileSide = 192, StageSide = 480;
    private readonly DraftRenderer _tile;
    private readonly byte[] _tilePacket;
    private readonly Dictionary<FilmShape, byte[]> _packets = [];
    private readonly Dictionary<FilmShape, DraftRenderer> _stages = [];
    private readonly Frame _small;
    private readonly FaceTrack _face;
    private readonly float _scale;

    /// <summary>Takes what it needs of the portrait, which stays the caller's.</summary>
    public PreviewFace(Portrait portrait)
    {
        _face = portrait.Face;
        var (width, height) = FrameCodec.FitInside(portrait.Picture.Width, portrait.Picture.Height, 2 * StageSide);
        _small = new Frame(width, height);
        AffineWarp.Resize(portrait.Picture, _small);
        _scale = (float)width / portrait.Picture.Width;
        var square = new DraftOptions { Square = TileSide, MaxDegreeOfParallelism = 1 };
        _tile = new DraftRenderer(portrait.Picture, _face.Neutral.Landmarks, _face.Person, square);
        _tilePacket = LivePortrait.Pack(portrait.Picture, _face.Neutral.Landmarks, _face.Person, square);
    }

    /// <summary>Null: the square tile; else the film's own shape, long side 480 pixels.</summary>
    public DraftRenderer Renderer(FilmShape? shape)
    {
        if (shape is not { } wanted) return _tile;
        if (_stages.TryGetValue(wanted, out var known)) return known;
        return _stages[wanted] = new DraftRenderer(_small, SmallLandmarks, _face.Person, StageOptions(wanted));
    }

    /// <summary>The same for the browser to draw itself (<see cref="LivePortrait"/>).</summary>
    public byte[] Packet(FilmShape? shape)
    {
        if (shape is not { } wanted) return _tilePacket;
        if (_packets.TryGetValue(wanted, out var known)) return known;
        return _packets[wanted] = LivePortrait.Pack(_small, SmallLandmarks, _face.Person, StageOptions(wanted));
    }

    /// <summary>The frame that tells the motion best.</summary>
    public byte[] Still(DraftRenderer renderer, MotionTrack track)
    {
        using var frame = new Frame(renderer.Width, renderer.Height);
        renderer.Render(track.Evaluate(track.PeakFrame()), frame);
        return Provenance.Embed(FrameCodec.EncodeWebP(frame), recipe: null);
    }

    public void Dispose()
    {
        _tile.Dispose();
        foreach (var stage in _stages.Values) stage.Dispose();
        _small.Dispose();
    }

    private FaceLandmarks SmallLandmarks => _face.Neutral.Landmarks.Map(_scale, Vector2.Zero);

    private DraftOptions StageOptions(FilmShape shape)
    {
        var box = _face.Neutral.Box;
        var small = new RectangleF(box.X * _scale, box.Y * _scale, box.Width * _scale, box.Height * _scale);
        return new DraftOptions { Area = shape.Around(small, _small.Width, _small.Height), LongSide = StageSide };
    }
}
