using HelloMeme.Reenactment.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>How much was made of checkpoints and lies on the disk. Everybody sees this page, so it deletes nothing and names none of them.</summary>
public sealed partial class ModelStorage
{
    private long _bytes;

    [Inject]
    public required ConvertedWeights Weights { get; init; }

    [Inject]
    public required IOptions<StudioOptions> Options { get; init; }

    protected override async Task OnInitializedAsync() => _bytes = await Task.Run(() => Weights.Sets().Sum(s => s.Bytes));
}
