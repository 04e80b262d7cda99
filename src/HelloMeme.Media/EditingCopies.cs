namespace HelloMeme.Media;

/// <summary>What a page needs of a clip or a recording while its motion is edited, coded anew and without anything else of the file.</summary>
public static class EditingCopies
{
    public const int FilmSide = 320;

    /// <summary>Samples per second of <see cref="WriteSoundAsync"/>.</summary>
    public const int SoundRate = 32_000;

    /// <summary>A silent MP4, long side 320 pixels, each frame a key frame, so that a player shows any of them at once. Frame i is at i / rate, as <see cref="VideoReader"/> gives it.</summary>
    /// <param name="rate">Frames per second.</param>
    /// <exception cref="UserFaultException">"encoding-failed", "ffmpeg-missing".</exception>
    public static Task WriteFilmAsync(VideoInfo clip, double rate, string path, CancellationToken cancel)
    {
        var (width, height) = FrameCodec.FitInside(clip.Width, clip.Height, FilmSide);
        return Ffmpeg.ConvertAsync(
            [(Ffmpeg.GuardedInput, clip.Path)],
            FormattableString.Invariant($"-map 0:V:0 -an -sn -dn -vf fps=fps={rate:0.########}:start_time=0,scale={Even(width)}:{Even(height)}:flags=bicubic,format=yuv420p ") +
            "-c:v libx264 -preset veryfast -crf 24 -g 1 -bf 0 -map_metadata -1 -map_chapters -1 -fflags +bitexact -flags:v +bitexact -movflags +faststart -f mp4", path, cancel);
    }

    /// <summary>A WAV of one channel, 16 bits, 32,000 samples a second, which begins with the file. It must have sound.</summary>
    /// <exception cref="UserFaultException">"encoding-failed", "ffmpeg-missing".</exception>
    public static Task WriteSoundAsync(string recording, string path, CancellationToken cancel) => Ffmpeg.ConvertAsync(
        [(Ffmpeg.GuardedInput, recording)],
        FormattableString.Invariant($"-map 0:a:0 -vn -sn -dn -af aresample={SoundRate}:async=1:first_pts=0 -ac 1 -c:a pcm_s16le -map_metadata -1 -map_chapters -1 -fflags +bitexact -f wav"), path, cancel);

    private static int Even(int pixels) => Math.Max(2, pixels / 2 * 2);
}
