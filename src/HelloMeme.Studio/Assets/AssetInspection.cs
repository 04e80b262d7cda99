using HelloMeme.Media;

namespace HelloMeme.Studio.Assets;

/// <summary>What an uploaded file is: by its bytes, never by its name or announced type. Seconds is null for a picture, the size is 0 for a recording.</summary>
public sealed record AssetInspection(AssetKind Kind, string Format, int Width, int Height, double? Seconds, bool HasSound)
{
    private const int HeadBytes = 256;
    private const int MaxSide = 2048;

    /// <summary>Pictures are decoded once, clips and recordings are probed, so that what is kept can be read.</summary>
    /// <exception cref="UserFaultException">Wrong type, damaged, too large, too many pixels, too long.</exception>
    public static async Task<AssetInspection> ReadAsync(string path, StudioOptions options, CancellationToken token)
    {
        var bytes = new FileInfo(path).Length;
        if (bytes == 0) throw AssetFaults.Empty();
        var head = await ReadHeadAsync(path, token);
        if (ImageSignature.Find(head) is not null) return await ReadPictureAsync(path, bytes, options, token);
        if (LooksLikeWave(head)) return await ReadSoundAsync(path, bytes, options.Limits, token);
        if (!LooksLikeClip(head)) throw AssetFaults.WrongType();
        return await ReadClipAsync(path, bytes, options.Limits, token);
    }

    private static async Task<AssetInspection> ReadPictureAsync(string path, long bytes, StudioOptions options, CancellationToken token)
    {
        if (bytes > options.Limits.PictureMegabytes * 1_000_000L) throw AssetFaults.TooLarge("picture", bytes, options.Limits.PictureMegabytes);
        var file = await File.ReadAllBytesAsync(path, token);
        var decode = new DecodeOptions { AllowHeic = options.AllowHeic, MaxSide = MaxSide };
        var probe = ImageProbe.Read(file, decode);
        using var decoded = FrameCodec.Decode(file, decode);
        return new AssetInspection(AssetKind.Picture, probe.Format.ToString().ToLowerInvariant(), probe.Width, probe.Height, null, false);
    }

    private static async Task<AssetInspection> ReadClipAsync(string path, long bytes, VisitorLimits limits, CancellationToken token)
    {
        if (bytes > limits.ClipMegabytes * 1_000_000L) throw AssetFaults.TooLarge("clip", bytes, limits.ClipMegabytes);
        var info = await VideoInfo.ReadAsync(path, token);
        if (info.DurationSeconds > limits.ClipSeconds) throw AssetFaults.TooLong("clip", info.DurationSeconds, limits.ClipSeconds);
        return new AssetInspection(AssetKind.Clip, info.Container.Split(',')[0], info.Width, info.Height, info.DurationSeconds, info.AudioCodec is not null);
    }

    private static async Task<AssetInspection> ReadSoundAsync(string path, long bytes, VisitorLimits limits, CancellationToken token)
    {
        if (bytes > limits.ClipMegabytes * 1_000_000L) throw AssetFaults.TooLarge("recording", bytes, limits.ClipMegabytes);
        var sound = await SoundInfo.ReadAsync(path, token);
        if (sound.Seconds > limits.ClipSeconds) throw AssetFaults.TooLong("recording", sound.Seconds, limits.ClipSeconds);
        return new AssetInspection(AssetKind.Sound, "wav", 0, 0, sound.Seconds, true);
    }

    private static async Task<byte[]> ReadHeadAsync(string path, CancellationToken token)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[Math.Min(HeadBytes, file.Length)];
        await file.ReadExactlyAsync(head, token);
        return head;
    }

    private static bool LooksLikeWave(ReadOnlySpan<byte> head) => head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WAVE"u8);

    // MP4 and MOV boxes, Matroska and WebM, AVI, Ogg, FLV, MPEG program and transport streams.
    private static bool LooksLikeClip(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12) return false;
        var box = head.Slice(4, 4);
        return box.SequenceEqual("ftyp"u8) || box.SequenceEqual("moov"u8) || box.SequenceEqual("mdat"u8) || box.SequenceEqual("wide"u8) || box.SequenceEqual("free"u8)
            || head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) || (head.StartsWith("RIFF"u8) && head[8..].StartsWith("AVI "u8))
            || head.StartsWith("OggS"u8) || head.StartsWith("FLV\x01"u8) || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0xBA])
            || head.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0xB3]) || (head[0] == 0x47 && head.Length > 188 && head[188] == 0x47);
    }
}
