using System.Runtime.CompilerServices;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Films;

/// <summary>The draft engine at work.</summary>
internal sealed class DraftPainter : IFilmPainter
{
    private readonly DraftRenderer _renderer;
    private readonly MotionTrack _track;
    private readonly IProgress<(int, int)> _progress;
    private readonly Frame _frame; // one buffer for the whole film

    public DraftPainter(Portrait portrait, FilmOrder order, MotionTrack track, IProgress<(int, int)> progress)
    {
        var options = new DraftOptions
        {
            Square = order.Size == FilmSize.Square ? 512 : null,
            Area = order.Shape.Around(portrait.Face.Neutral.Box, portrait.Picture.Width, portrait.Picture.Height),
            LongSide = MediaLimits.OutputLongSide,
        };
        _renderer = new DraftRenderer(portrait.Picture, portrait.Face.Neutral.Landmarks, portrait.Face.Person, options);
        (_track, _progress, _frame) = (track, progress, _renderer.NewFrame());
    }

    public int Width => _renderer.Width;

    public int Height => _renderer.Height;

    public double Rate => _track.Rate;

    public int PeakFrame => _track.PeakFrame();

    public IReadOnlyList<string> Warnings => [];

    public async IAsyncEnumerable<Frame> FramesAsync([EnumeratorCancellation] CancellationToken token)
    {
        for (var i = 0; i < _track.Length; i++)
        {
            token.ThrowIfCancellationRequested();
            _renderer.Render(_track.Evaluate(i), _frame);
            _progress.Report((i + 1, _track.Length));
            yield return _frame;
            await Task.Yield();
        }
    }

    public Task<Frame> PictureAsync(CancellationToken token)
    {
        _renderer.Render(_track.Evaluate(PeakFrame), _frame);
        return Task.FromResult(_frame);
    }

    public void Dispose()
    {
        _frame.Dispose();
        _renderer.Dispose();
    }
}
