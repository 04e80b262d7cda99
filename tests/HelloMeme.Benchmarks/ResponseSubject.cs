using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Benchmarks;

/// <summary>One drawn face that makes expressions and is read again. Disposes its picture.</summary>
internal sealed class ResponseSubject : IDisposable
{
    private readonly Frame _picture, _drawn;
    private readonly FaceLandmarks _face;
    private readonly DraftRenderer _renderer;
    private readonly Func<Frame, FaceLandmarks> _find;

    public ResponseSubject(Frame picture, PersonSegmenter segmenter, Func<Frame, FaceLandmarks> find)
    {
        (_picture, _find) = (picture, find);
        _face = find(picture);
        _renderer = new DraftRenderer(picture, _face, segmenter.Segment(picture));
        _drawn = _renderer.NewFrame();
    }

    /// <summary>Share of the lid gap that seems closed at each level, mean of both eyes.</summary>
    public float[] ReadClosure()
    {
        var comparison = new StillComparison(_picture, _face);
        return Array.ConvertAll(StillResponse.Levels, level =>
        {
            var (right, left) = comparison.ReadOpenings(_find(Draw(("eyeBlinkRight", level), ("eyeBlinkLeft", level))));
            return 1 - (right + left) / 2;
        });
    }

    /// <summary>The 52 coefficients seen of a channel at each level, under a response of which only the closure counts.</summary>
    public float[][] ReadChannel(string channel, StillResponse response)
    {
        var comparison = new StillComparison(_picture, _face, response);
        return Array.ConvertAll(StillResponse.Levels, level => comparison.ReadSeen(Draw((channel, level)), _find(_drawn)).Blendshapes);
    }

    public void Dispose()
    {
        _renderer.Dispose();
        _drawn.Dispose();
        _picture.Dispose();
    }

    private Frame Draw(params (string Channel, float Value)[] motion)
    {
        _renderer.Render(MotionFrame.Rest.With(motion), _drawn);
        return _drawn;
    }
}
