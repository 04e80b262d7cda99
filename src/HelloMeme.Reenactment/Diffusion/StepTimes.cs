using System.Text.Json;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Measured on a device: seconds of a denoising step per frame that the denoiser sees, and seconds of everything else per frame of the film.</summary>
public sealed record StepTime(double Step, double Rest);

/// <summary>Measured step times by what they depend on, in a small JSON file. A damaged file counts as none.</summary>
public sealed class StepTimes(string path)
{
    private const double Newest = 0.5; // weight of the newest measure
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private readonly Lock _gate = new();

    /// <summary>Null before any measurement.</summary>
    public StepTime? Find(string key)
    {
        lock (_gate) return Read().GetValueOrDefault(key);
    }

    /// <summary>Takes a measure in; null is none.</summary>
    public void Add(string key, StepTime? measured)
    {
        if (measured is null) return;
        lock (_gate)
        {
            var times = Read();
            times[key] = times.TryGetValue(key, out var old)
                ? new StepTime(old.Step + Newest * (measured.Step - old.Step), old.Rest + Newest * (measured.Rest - old.Rest))
                : measured;
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var part = $"{path}.{Guid.NewGuid():n}.part";
                File.WriteAllText(part, JsonSerializer.Serialize(times, Readable));
                File.Move(part, path, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A figure for next time is not worth a finished film.
            }
        }
    }

    private Dictionary<string, StepTime> Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, StepTime>>(File.ReadAllText(path)) ?? [] : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
