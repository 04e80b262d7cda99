using System.Text.Json;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Reenactment.Faces;

// Source: tests/HelloMeme.Benchmarks, verb "response": every expression drawn at three levels on fifteen drawn faces and read back.
/// <summary>From what <see cref="StillComparison"/> sees of an expression to what was drawn.</summary>
/// <param name="Closure">Share of the lid gap that seems closed when <see cref="Levels"/> of it are.</param>
/// <param name="Curves">Channel: coefficient seen at each of the <see cref="Levels"/>.</param>
/// <param name="Leaks">Channel: share of it that other channels show too.</param>
internal sealed record StillResponse(float[] Closure, IReadOnlyDictionary<string, float[]> Curves, IReadOnlyDictionary<string, Dictionary<string, float>> Leaks)
{
    /// <summary>Coefficients at which the response is measured.</summary>
    public static readonly float[] Levels = [0.3f, 0.6f, 0.9f];

    private const float WideNoise = 0.08f;      // opening beyond the neutral's that is still noise
    private const float LeastRise = 0.02f;      // between two levels, so that a flat piece does not blow up

    private static readonly Lazy<StillResponse> Embedded = new(Load);

    private readonly (int Channel, float[] Seen)[] _curves = [.. Curves.Select(c => (SubjectRig.IndexOf(c.Key), c.Value))];
    private readonly (int From, int To, float Share)[] _leaks =
        [.. from channel in Leaks from leak in channel.Value select (SubjectRig.IndexOf(channel.Key), SubjectRig.IndexOf(leak.Key), leak.Value)];

    /// <summary>still-response.json.</summary>
    public static StillResponse Measured => Embedded.Value;

    /// <summary>True opening of an eye, 1 = as in the neutral, behind a seen one.</summary>
    public float Opening(float seen) => seen >= 1 ? 1 + MathF.Max(0, seen - 1 - WideNoise) : 1 - MathF.Min(1, Follow(Closure, 1 - seen));

    /// <summary>Replaces the 52 coefficients.</summary>
    public void Apply(Span<float> blendshapes)
    {
        foreach (var (channel, seen) in _curves) blendshapes[channel] = MathF.Min(1, Follow(seen, blendshapes[channel]));
        Span<float> drawn = stackalloc float[Channels.BlendshapeCount];
        blendshapes.CopyTo(drawn);
        foreach (var (from, to, share) in _leaks) blendshapes[to] = MathF.Max(0, blendshapes[to] - share * drawn[from]);
    }

    /// <summary>Straight between the levels, and on beyond the last.</summary>
    internal static float Follow(float[] seenAtLevels, float seen)
    {
        float fromSeen = 0, fromLevel = 0;
        for (var k = 0; ; k++)
        {
            var rise = MathF.Max(LeastRise, seenAtLevels[k] - fromSeen);
            if (seen <= fromSeen + rise || k == Levels.Length - 1) return fromLevel + (seen - fromSeen) / rise * (Levels[k] - fromLevel);
            (fromSeen, fromLevel) = (seenAtLevels[k], Levels[k]);
        }
    }

    private static StillResponse Load()
    {
        using var stream = typeof(StillResponse).Assembly.GetManifestResourceStream("still-response.json")!;
        return JsonSerializer.Deserialize<StillResponse>(stream, JsonSerializerOptions.Web)!;
    }
}
