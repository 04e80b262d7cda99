using HelloMeme.Reenactment.Sessions;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.About;

/// <summary>Everything that must be right on this machine: the report of the About page, the libraries of the graphics card, folders and disk space.</summary>
public sealed class Doctor(SystemReport report, StudioFolders folders, IOptions<StudioOptions> options)
{
    private const double LeastFreeGigabytes = 2;

    /// <param name="load">Loads a library by name; its complaint, or null where it could. Null asks this machine.</param>
    public async Task<IReadOnlyList<SystemCheck>> ExamineAsync(CancellationToken token, Func<string, string?>? load = null) =>
    [
        .. await report.ReadAsync(token),
        .. Libraries(OperatingSystem.IsWindows(), load),
        Folder("Models folder", folders.Models, "Studio:ModelsFolder"),
        Folder("Data folder", folders.Data, "Studio:DataFolder"),
    ];

    /// <summary>Wanted only where CUDA is the provider, told always.</summary>
    private IEnumerable<SystemCheck> Libraries(bool windows, Func<string, string?>? load)
    {
        if (OperatingSystem.IsMacOS()) return [new SystemCheck("CUDA libraries", CheckState.Absent, "There is no CUDA on macOS.")];
        var missing = options.Value.Provider == ExecutionProvider.Cuda ? CheckState.Broken : CheckState.Absent;
        var looked = string.Join(", ", CudaLibraries.SearchedFolders(windows));
        return CudaLibraries.Probe(windows, load).Select(l => l.Fault is { } fault
            ? new SystemCheck(l.Name, missing, $"{fault}; comes with {l.Package}; looked in {looked}.")
            : new SystemCheck(l.Name, CheckState.Ready, "Loads."));
    }

    private static SystemCheck Folder(string name, string path, string setting)
    {
        var standing = path;
        while (!Directory.Exists(standing)) standing = Path.GetDirectoryName(standing)!;
        var probe = Path.Combine(standing, $".doctor-{Guid.NewGuid():n}");
        double free;
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            free = new DriveInfo(standing).AvailableFreeSpace / 1e9;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new SystemCheck(name, CheckState.Broken, $"{path} cannot be written: give this user the right to, or set {setting} to another folder.");
        }

        return free < LeastFreeGigabytes
            ? new SystemCheck(name, CheckState.Broken, $"{path} has {free:0.0} GB free: make room, or set {setting} to a folder on another disk.")
            : new SystemCheck(name, CheckState.Ready, $"{path}{(standing == path ? "" : ", made when needed")}, {free:0.0} GB free.");
    }
}
