using System.Drawing;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.Previews;

/// <summary>One face of one portrait, small and ready to be moved. Not for use from several threads.</summary>
public sealed class PreviewFace : IDisposable
{
    private const int TileSide = 192, StageSide = 480;
    private readonly DraftRenderer _tile;
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
        _tile = new DraftRenderer(portrait.Picture, _face.Neutral.Landmarks, _face.Person, new DraftOptions { Square = TileSide, MaxDegreeOfParallelism = 1 });
    }

    /// <summary>Null: the square tile; else the film's own shape, long side 480 pixels.</summary>
    public DraftRenderer Renderer(FilmShape? shape)
    {
        if (shape is not { } wanted) return _tile;
        if (_stages.TryGetValue(wanted, out var known)) return known;
        var box = _face.Neutral.Box;
        var small = new RectangleF(box.X * _scale, box.Y * _scale, box.Width * _scale, box.Height * _scale);
        var options = new DraftOptions { Area = wanted.Around(small, _small.Width, _small.Height), LongSide = StageSide };
        return _stages[wanted] = new DraftRenderer(_small, _face.Neutral.Landmarks.Map(_scale, Vector2.Zero), _face.Person, options);
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
}
