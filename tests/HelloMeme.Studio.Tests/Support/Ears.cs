using System.Runtime.InteropServices;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>What is heard of a film or a recording.</summary>
public static class Ears
{
    private const int Rate = 48_000;
    private const int Loud = 2500;

    /// <summary>Length of its sound, and from when to when it is loud; pauses under 30 ms are none. In seconds.</summary>
    public static async Task<(double Seconds, IReadOnlyList<(double From, double To)> Loud)> HearAsync(string path, CancellationToken token)
    {
        var raw = path + ".raw";
        await Shell.FfmpegAsync(["-i", path, "-vn", "-ac", "1", "-ar", $"{Rate}", "-f", "s16le", raw], token);
        var samples = MemoryMarshal.Cast<byte, short>(await File.ReadAllBytesAsync(raw, token)).ToArray();
        var loud = new List<(double From, double To)>();
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) < Loud) continue;
            var at = i / (double)Rate;
            if (loud.Count > 0 && at - loud[^1].To < .03) loud[^1] = (loud[^1].From, at);
            else loud.Add((at, at));
        }

        return (samples.Length / (double)Rate, loud);
    }
}
