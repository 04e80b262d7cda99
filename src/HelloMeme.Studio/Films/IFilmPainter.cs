using HelloMeme.Media;

namespace HelloMeme.Studio.Films;

/// <summary>An engine that is ready to draw the frames of one order. Frames have no captions yet and are valid until the next is asked for.</summary>
internal interface IFilmPainter : IDisposable
{
    int Width { get; }

    int Height { get; }

    /// <summary>Frames per second.</summary>
    double Rate { get; }

    /// <summary>Place in the film of the frame that tells it best.</summary>
    int PeakFrame { get; }

    /// <summary>What should be said about the film, a sentence each.</summary>
    IReadOnlyList<string> Warnings { get; }

    IAsyncEnumerable<Frame> FramesAsync(CancellationToken token);

    /// <summary>The one picture that tells the motion best, made as a picture.</summary>
    Task<Frame> PictureAsync(CancellationToken token);
}
