using HelloMeme.Reenactment.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>What was made of checkpoints and lies on the disk, and a way to be rid of it.</summary>
public sealed partial class ModelStorage
{
    private IReadOnlyList<ConvertedSetInfo> _sets = [];
    private string? _fault;

    [Inject]
    public required ConvertedWeights Weights { get; init; }

    [Inject]
    public required IOptions<StudioOptions> Options { get; init; }

    protected override async Task OnInitializedAsync() => _sets = await Task.Run(Weights.Sets);

    private async Task DeleteAsync(ConvertedSetInfo set)
    {
        _fault = await Task.Run(() => Weights.Delete(set.Source)) ? null : "These weights are in use or gone already: nothing was deleted.";
        _sets = await Task.Run(Weights.Sets);
    }

    private static string Gigabytes(long bytes) => bytes < 100_000_000 ? $"{bytes / 1e6:0.0} MB" : $"{bytes / 1e9:0.0} GB";
}
