using HelloMeme.Media;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>Orders the film; asks first when it would take very long.</summary>
public sealed partial class MakeBar : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private RenderOrder? _shown;
    private EngineOutlook? _long;
    private string? _quick;
    private string? _fault;
    private bool _ordering;

    [Inject]
    public required JobOrders Orders { get; init; }

    [Inject]
    public required EngineDesk Desk { get; init; }

    [Inject]
    public required StudioFolders Folders { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    /// <summary>Portrait and motion are chosen.</summary>
    [Parameter]
    public bool Ready { get; set; }

    private string? Lacks => this switch
    {
        { Ready: false } => "Choose a motion first",
        { Order: { Sound: FilmSound.Replace, SoundFrom: null } } => "Choose the sound first",
        _ => null,
    };

    protected override async Task OnParametersSetAsync()
    {
        if (Order == _shown) return;
        (_shown, _fault) = (Order, null);
        if (_long is null) return;
        var (asked, quick) = await LookAsync(); // what was asked is no longer the question
        if (_long is not null) (_long, _quick) = (asked, quick); // unless it was answered meanwhile
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task MakeAsync()
    {
        if (_ordering) return; // a second press that was already on its way
        (_ordering, _fault) = (true, null);
        (_long, _quick) = await LookAsync();
        if (_long is null) await OrderAsync(Order);
        else _ordering = false;
    }

    // What to ask, of the order as it is once the answer is there: a last word of the prompt may still come.
    private async Task<(EngineOutlook? Asked, string? Quick)> LookAsync()
    {
        var token = _closing.Token;
        RenderOrder order;
        EngineOutlook? asked;
        string? quick;
        do
        {
            (order, asked, quick) = (Order, null, null);
            if (order.Engine is not FilmEngine.HelloMeme || await Desk.LookAsync(Owner, order, token) is not { Estimate.IsLong: true } outlook) continue;
            asked = outlook;
            if (!order.Quick && await Desk.LookAsync(Owner, order with { Quick = true }, token) is { Estimate: { } estimate }) quick = TimeWords.Of(estimate.Time);
        }
        while (order != Order);
        return (asked, quick);
    }

    private async Task AnswerAsync(RenderOrder order)
    {
        if (_ordering) return;
        (_ordering, _fault) = (true, null);
        await OrderAsync(order);
    }

    private async Task OrderAsync(RenderOrder order)
    {
        try
        {
            var job = await Orders.RenderAsync(Owner, (order with { Long = true }).ForItsEngine(), _closing.Token); // it was asked
            Navigation.NavigateTo($"/render/{job.Id}");
        }
        catch (UserFaultException fault)
        {
            (_fault, _long, _ordering) = (Folders.Told(fault).Message, null, false);
        }
    }
}
