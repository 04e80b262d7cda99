namespace HelloMeme.Media;

/// <summary>The frames on their way into an encoder: the first is fetched early, because its size is part of ffmpeg's arguments.</summary>
internal sealed class FrameSource : IAsyncDisposable
{
    private readonly IAsyncEnumerator<Frame> _frames;
    private readonly int _width, _height;

    private FrameSource(IAsyncEnumerator<Frame> frames, double rate)
    {
        (_frames, Rate) = (frames, rate);
        (_width, _height) = (frames.Current.Width, frames.Current.Height);
    }

    public double Rate { get; }

    /// <summary>Frames handed over so far.</summary>
    public int Count { get; private set; }

    /// <exception cref="InvalidOperationException">There is no frame at all.</exception>
    public static async Task<FrameSource> OpenAsync(IAsyncEnumerable<Frame> frames, double rate, CancellationToken cancel)
    {
        if (rate is not (>= 1 and <= 240)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "The rate must be 1 to 240 frames a second.");
        var enumerator = frames.GetAsyncEnumerator(cancel);
        try
        {
            if (await enumerator.MoveNextAsync()) return new FrameSource(enumerator, rate);
        }
        catch
        {
            await enumerator.DisposeAsync();
            throw;
        }

        await enumerator.DisposeAsync();
        throw new InvalidOperationException("A film needs at least one frame.");
    }

    public Task EncodeAsync(string outputArguments, string output, CancellationToken cancel) =>
        Ffmpeg.EncodeAsync($"-f rawvideo -pix_fmt rgb24 -video_size {_width}x{_height} -framerate {Rate:0.########}",
            (pipe, _) => PourAsync(pipe, cancel), outputArguments, output, cancel);

    /// <summary>The size to encode: long side at most <paramref name="longSide"/>; even sides where 4:2:0 needs them.</summary>
    public (int Width, int Height) Fit(int longSide, bool even)
    {
        var (width, height) = FrameCodec.FitInside(_width, _height, longSide);
        return even ? (Math.Max(2, width & ~1), Math.Max(2, height & ~1)) : (width, height);
    }

    public ValueTask DisposeAsync() => _frames.DisposeAsync();

    private async Task PourAsync(Stream pipe, CancellationToken cancel)
    {
        do
        {
            var frame = _frames.Current;
            if (frame.Width != _width || frame.Height != _height)
                throw new InvalidOperationException($"Frame {Count} is {frame.Width} x {frame.Height}, the film is {_width} x {_height}.");
            await pipe.WriteAsync(frame.Memory, cancel);
            Count++;
            cancel.ThrowIfCancellationRequested();
        }
        while (await _frames.MoveNextAsync());
    }
}
