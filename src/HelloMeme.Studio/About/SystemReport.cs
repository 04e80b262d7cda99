namespace HelloMeme.Studio.About;

/// <summary>Looks at this machine: which parts of the studio can run here, and how to get those that cannot.</summary>
public sealed class SystemReport(StudioFolders folders)
{
    public Task<IReadOnlyList<SystemCheck>> ReadAsync(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<SystemCheck>>(
        [
            Directory.Exists(folders.Npm)
                ? new SystemCheck("npm packages", CheckState.Ready, "restored")
                : new SystemCheck("npm packages", CheckState.Broken, "Run npm ci --ignore-scripts in the top folder."),
        ]);
    }
}
