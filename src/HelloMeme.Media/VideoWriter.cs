namespace HelloMeme.Media;

/// <summary>Frames streamed into a film. Everything is written beside the target under a part name and renamed at the end;
/// after a fault or a cancel neither a file nor a process is left. Each film carries its <see cref="Provenance"/>.</summary>
public static class VideoWriter
{
    private const string Tail = "-map_metadata -1 -map_chapters -1 -fflags +bitexact -movflags +faststart -f mp4";

    /// <summary>Writes MP4, animated WebP or GIF by the ending of <paramref name="path"/> and returns the number of frames. All frames have one size;
    /// a frame is read before the next is asked for and never disposed here, so one buffer may be yielded again and again.</summary>
    /// <exception cref="UserFaultException">"unknown-output", "output-folder-missing", "encoding-failed", "ffmpeg-missing".</exception>
    public static async Task<int> WriteAsync(IAsyncEnumerable<Frame> frames, string path, VideoWriteOptions options, CancellationToken cancel)
    {
        using var part = PartFile.For(path);
        var format = FormatOf(path);
        await using var source = await FrameSource.OpenAsync(frames, options.Rate, cancel);
        await (format switch
        {
            VideoFormat.Mp4 => WriteMp4Async(source, part, options.Sound, cancel),
            VideoFormat.WebP => WriteWebPAsync(source, part, cancel),
            _ => WriteGifAsync(source, part, cancel),
        });
        Provenance.Embed(part.Path, options.Recipe, options.SourceType);
        part.Publish();
        return source.Count;
    }

    /// <summary>Writes one frame as PNG, shrunk to a long side of at most <see cref="MediaLimits.OutputLongSide"/>.</summary>
    public static async Task WriteStillAsync(Frame frame, string path, string? recipe, CancellationToken cancel, string sourceType = Provenance.CompositeSynthetic)
    {
        if (!path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)) throw UnknownOutput();
        using var part = PartFile.For(path);
        var (width, height) = FrameCodec.FitInside(frame.Width, frame.Height, MediaLimits.OutputLongSide);
        using var fitted = width == frame.Width ? null : new Frame(width, height);
        if (fitted is not null) AffineWarp.Resize(frame, fitted);
        await File.WriteAllBytesAsync(part.Path, Provenance.Embed(FrameCodec.EncodePng(fitted ?? frame), recipe, sourceType), cancel);
        part.Publish();
    }

    /// <exception cref="UserFaultException">"unknown-output".</exception>
    public static VideoFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".MP4" => VideoFormat.Mp4,
        ".WEBP" => VideoFormat.WebP,
        ".GIF" => VideoFormat.Gif,
        _ => throw UnknownOutput(),
    };

    private static UserFaultException UnknownOutput() =>
        new("unknown-output", "The ending of the output name says no format we write: use .mp4, .webp, .gif, or .png for a still.");

    private static async Task WriteMp4Async(FrameSource source, PartFile part, IReadOnlyList<Soundtrack> sound, CancellationToken cancel)
    {
        var silent = sound.Count == 0 ? part.Path : part.Beside("picture");
        var (width, height) = source.Fit(MediaLimits.OutputLongSide, even: true);
        // BT.709 said and meant: players guess the matrix of untagged films by their size.
        await source.EncodeAsync(
            $"-vf scale={width}:{height}:flags=bicubic+accurate_rnd+full_chroma_int:out_color_matrix=bt709:out_range=tv,format=yuv420p " +
            "-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv " +
            "-c:v libx264 -preset veryfast -crf 18 -map_metadata -1 -fflags +bitexact -flags:v +bitexact -movflags +faststart -f mp4", silent, cancel);
        if (sound.Count > 0) await AddSoundAsync(silent, sound, source.Count / source.Rate, part.Path, cancel);
    }

    // A second pass over the coded film (no re-encoding), because only now its length is known.
    private static Task AddSoundAsync(string picture, IReadOnlyList<Soundtrack> sound, double filmSeconds, string output, CancellationToken cancel)
    {
        if (sound is [{ At: 0, Speed: >= .5 and <= 2 } whole]) return AddWholeAsync(picture, whole, filmSeconds, output, cancel);
        var (inputs, graph) = SoundPieces.Of(sound, filmSeconds);
        return Ffmpeg.ConvertAsync([("", picture), .. inputs], $"-filter_complex {graph} -map 0:v:0 -map [sound] -c:v copy -c:a aac -b:a 160k {Tail}", output, cancel);
    }

    private static Task AddWholeAsync(string picture, Soundtrack sound, double filmSeconds, string output, CancellationToken cancel)
    {
        var seconds = Math.Min(filmSeconds * sound.Speed, (sound.To ?? double.MaxValue) - sound.From);
        var coder = (sound.Codec, sound.Speed) switch
        {
            ("aac", 1) => "copy",
            (_, 1) => "aac -b:a 160k",
            _ => $"aac -b:a 160k -af atempo={sound.Speed:0.######}",
        };
        return Ffmpeg.ConvertAsync(
            [("", picture), ($"{Ffmpeg.GuardedInput} {(sound.From > 0 ? $"-ss {sound.From:0.######} " : "")}-t {seconds:0.######} -vn", sound.Path)],
            $"-map 0:v:0 -map 1:a:0 -c:v copy -c:a {coder} {Tail}", output, cancel);
    }

    private static Task WriteWebPAsync(FrameSource source, PartFile part, CancellationToken cancel)
    {
        var (width, height) = source.Fit(MediaLimits.WebPLongSide, even: false);
        return source.EncodeAsync(
            $"-vf scale={width}:{height}:flags=area,format=bgra -c:v libwebp_anim -lossless 0 -quality 80 -compression_level 2 -loop 0 -f webp", part.Path, cancel);
    }

    // Palette and picture need two passes; a lossless copy on disk keeps memory flat where one filter graph would hold every frame.
    private static async Task WriteGifAsync(FrameSource source, PartFile part, CancellationToken cancel)
    {
        string lossless = part.Beside("lossless"), palette = part.Beside("palette");
        var (width, height) = source.Fit(MediaLimits.GifLongSide, even: false);
        // GIF counts in hundredths of a second and browsers slow down short delays.
        var rate = source.Rate;
        while (rate > 34) rate /= 2;
        await source.EncodeAsync(
            $"-vf fps={rate:0.########},scale={width}:{height}:flags=area,format=rgb24 -c:v libx264rgb -preset ultrafast -qp 0 -f matroska", lossless, cancel);
        await Ffmpeg.ConvertAsync([("", lossless)], "-vf palettegen=max_colors=256:stats_mode=diff -frames:v 1 -c:v png -f image2pipe", palette, cancel);
        await Ffmpeg.ConvertAsync([("", lossless), ("-f png_pipe", palette)],
            "-lavfi [0:v][1:v]paletteuse=dither=bayer:bayer_scale=3:diff_mode=rectangle -loop 0 -f gif", part.Path, cancel);
    }
}
