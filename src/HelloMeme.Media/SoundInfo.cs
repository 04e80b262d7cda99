using System.Text.Json;

namespace HelloMeme.Media;

/// <summary>What a file says about its sound: of a recording, or of a clip. Codec as in <see cref="VideoInfo.AudioCodec"/>.</summary>
public sealed record SoundInfo(string Path, string Codec, double Seconds)
{
    /// <exception cref="UserFaultException">"not-a-sound", "ffmpeg-missing".</exception>
    public static async Task<SoundInfo> ReadAsync(string path, CancellationToken cancel)
    {
        var probe = await ProbeAsync(path, cancel);
        var sound = probe.GetProperty("streams").EnumerateArray().FirstOrDefault(s => Text(s, "codec_type") == "audio");
        var seconds = ProbedVideo.Seconds(Text(probe.GetProperty("format"), "duration"));
        return Text(sound, "codec_name") is { } codec && seconds is > 0 ? new SoundInfo(path, codec, seconds.Value) : throw NotASound();
    }

    private static string? Text(JsonElement from, string name) => from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static async Task<JsonElement> ProbeAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await Ffmpeg.ProbeAsync(path, cancel);
        }
        catch (UserFaultException fault) when (fault.Code == "not-a-video")
        {
            throw NotASound();
        }
    }

    private static UserFaultException NotASound() => new("not-a-sound", "There is no sound in this file that we can read: save it as WAV first.");
}
